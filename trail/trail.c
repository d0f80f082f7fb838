/* steno-trail: its verbs. */
#include "trail/trail.h"

static const struct verb *const VERBS[] = {&trail_anchor, &trail_export, &trail_hold, &trail_log, &trail_prove, &trail_prune, &trail_verify, NULL};

int
main(int argc, char **argv)
{
	return verb_main("steno-trail", VERBS, argc, argv);
}
