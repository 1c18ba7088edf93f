"""How static files are kept for browsers: under names that say their content, in the imports of scripts as well."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Only hashed names are kept, so what one script imports from another is asked for by its hashed name too."""

    support_js_module_import_aggregation = True
