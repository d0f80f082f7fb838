/* A session's keyframes in the index, found by event or time. */
#include "indexer/keyframes.h"

void
keyframes_free(struct keyframes *k)
{
	buffer_free(&k->scratch);
}

static int
look(struct keyframes *k, uint64_t event, struct lookup_keyframe *found)
{
	buffer_clear(&k->scratch);
	return lookup_keyframe(k->lookup, k->session, event, true, found, &k->scratch);
}

/* The index has them by event, and their times rise with it: halve what is left. */
static int
find_time(struct keyframes *k, uint64_t event, int64_t at, struct lookup_keyframe *best, struct buffer *data)
{
	uint64_t low = 0, high = event < k->events ? event : k->events, middle;
	struct lookup_keyframe found;
	int r, any = 0;

	while (low <= high) {
		middle = low + (high - low) / 2;
		if ((r = look(k, middle, &found)) < 0)
			return r;
		if (r == 0 || found.at <= at) {
			if (r == 1 && (!any || found.event > best->event)) {
				*best = found;
				any = 1;
				buffer_clear(data);
				buffer_add(data, k->scratch.data, k->scratch.len);
			}
			low = middle + 1;
		} else if (found.event == 0) {
			break;
		} else {
			high = found.event - 1;
		}
	}
	return data->broken ? buffer_status(data) : any;
}

int
keyframes_find(void *context, uint64_t event, int64_t at, struct stage_keyframe *out, struct buffer *data)
{
	struct keyframes *k = context;
	struct lookup_keyframe found;
	int r;

	if (at != INT64_MAX)
		r = find_time(k, event, at, &found, data);
	else
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
