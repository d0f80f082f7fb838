/* steno-cast: its verbs. */
#include "archive/archive.h"

static const struct verb *const VERBS[] = {
	&archive_cat, &archive_info, &archive_export, &archive_import, &archive_pack,
	&archive_redact, &archive_recover, NULL,
};

int
main(int argc, char **argv)
{
	return verb_main("steno-cast", VERBS, argc, argv);
}
