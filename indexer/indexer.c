/* steno-index: its verbs. */
#include "indexer/indexer.h"

static const struct verb *const VERBS[] = {
	&indexer_commands, &indexer_index, &indexer_screen, NULL,
};

int
main(int argc, char **argv)
{
	return verb_main("steno-index", VERBS, argc, argv);
}
