roa-check --help
