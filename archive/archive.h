/* The verbs of steno-cast: recordings in and out, and what is done with whole recordings. */
#ifndef STENO_ARCHIVE_ARCHIVE_H
#define STENO_ARCHIVE_ARCHIVE_H

#include "lib/verb/verb.h"

extern const struct verb archive_cat, archive_info, archive_export, archive_import, archive_pack, archive_redact,
    archive_recover;

#endif
