"""How Django itself is to write days and moments, by language (``FORMAT_MODULE_PATH``)."""
