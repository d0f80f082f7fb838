/* A session's keyframes in the index, found by event or time. */
#include "indexer/keyframes.h"

int
keyframes_find(void *context, uint64_t event, int64_t at, struct stage_keyframe *out, struct buffer *data)
{
	struct keyframes *k = context;
	struct lookup_keyframe found;
	int r = 0;

	if (at != INT64_MAX) {
		r = lookup_keyframe_at(k->lookup, k->session, at, true, &found, data);
		/* by both: a stage asks by one of them */
		if (r == 1 && found.event > event)
			buffer_clear(data);
	}
	if (at == INT64_MAX || (r == 1 && found.event > event))
		r = lookup_keyframe(k->lookup, k->session, event, true, &found, data);
	if (r == 1)
		*out = (struct stage_keyframe){found.event, found.at, found.cols, found.rows};
	return r;
}

int
keyframes_mark(void *context, uint64_t event, uint64_t *at, struct buffer *data)
{
	struct keyframes *k = context;

	return lookup_mark(k->lookup, k->session, event, at, data);
}
