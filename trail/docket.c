/* What a trail says of each session. */
#include "trail/docket.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/bytes.h"
#include "lib/base/clock.h"

void
docket_release(struct docket *d)
{
	free(d->sessions);
	free(d->frames);
	free(d->slots);
	free(d->boots);
	memset(d, 0, sizeof *d);
}

/* An id's last bytes are random. */
static uint32_t
slot_of(const struct docket *d, const struct uuid *id)
{
	return (uint32_t)(bytes_get64(id->bytes + 8) % d->slot_count);
}

/* The slot that holds it, or the empty one where it belongs. */
static uint32_t *
find_slot(const struct docket *d, const struct uuid *id)
{
	uint32_t i = slot_of(d, id);

	while (d->slots[i] != DOCKET_NONE && memcmp(&d->sessions[d->slots[i]].id, id, sizeof *id) != 0)
		i = (i + 1) % d->slot_count;
	return &d->slots[i];
}

const struct docket_session *
docket_find(const struct docket *d, const struct uuid *id)
{
	uint32_t *slot = d->slot_count ? find_slot(d, id) : NULL;

	return slot && *slot != DOCKET_NONE ? &d->sessions[*slot] : NULL;
}

static int
grow(void *list, uint32_t *room, size_t size)
{
	uint32_t more = *room ? *room * 2 : 256;
	void *p = reallocarray(*(void **)list, more, size);

	if (p == NULL)
		return -ENOMEM;
	*(void **)list = p;
	*room = more;
	return 0;
}

static int
widen(struct docket *d)
{
	uint32_t i;

	free(d->slots);
	d->slot_count = d->room * 2 + 1;
	if ((d->slots = malloc(d->slot_count * sizeof *d->slots)) == NULL) {
		d->slot_count = 0;
		return -ENOMEM;
	}
	memset(d->slots, 0xFF, d->slot_count * sizeof *d->slots);
	for (i = 0; i < d->count; i++)
		*find_slot(d, &d->sessions[i].id) = i;
	return 0;
}

static int
session_of(struct docket *d, const struct uuid *id, struct docket_session **out)
{
	uint32_t *slot;
	int r;

	if (d->count == d->room && ((r = grow(&d->sessions, &d->room, sizeof *d->sessions)) != 0 || (r = widen(d)) != 0))
		return r;
	slot = find_slot(d, id);
	if (*slot == DOCKET_NONE) {
		*slot = d->count;
		d->sessions[d->count++] = (struct docket_session){
		    .id = *id, .first_frame = DOCKET_NONE, .last_frame = DOCKET_NONE, .first_entry = UINT64_MAX};
	}
	*out = &d->sessions[*slot];
	return 0;
}

static int
take_frame(struct docket *d, struct docket_session *s, const struct entry_view *v)
{
	struct docket_frame f = {.entry = v->index, .next = DOCKET_NONE};
	int64_t sequence = entry_number(v, "sequence", -1);

	if (sequence < 0 || entry_digest(v, "link", f.digest) != 0)
		return 0;
	f.sequence = (uint64_t)sequence;
	if (d->frame_count == d->frame_room && grow(&d->frames, &d->frame_room, sizeof *d->frames) != 0)
		return -ENOMEM;
	if (s->last_frame == DOCKET_NONE)
		s->first_frame = d->frame_count;
	else
		d->frames[s->last_frame].next = d->frame_count;
	s->last_frame = d->frame_count;
	d->frames[d->frame_count++] = f;
	return 0;
}

/* The machine was started anew wherever the boot's id changes; an entry without one says nothing of that. */
static int
take_boot(struct docket *d, const struct entry_view *v)
{
	int64_t *boots;

	if (d->boot_count == 0 || (v->boot_id.len < sizeof d->boot_id && !entry_is(&v->boot_id, d->boot_id))) {
		if ((boots = reallocarray(d->boots, d->boot_count + 1, sizeof *boots)) == NULL)
			return -ENOMEM;
		d->boots = boots;
		d->boots[d->boot_count++] = INT64_MIN;
		memcpy(d->boot_id, v->boot_id.data, v->boot_id.len < sizeof d->boot_id ? v->boot_id.len : 0);
		d->boot_id[v->boot_id.len < sizeof d->boot_id ? v->boot_id.len : 0] = '\0';
	}
	if (v->time > d->boots[d->boot_count - 1])
		d->boots[d->boot_count - 1] = v->time;
	return 0;
}

void
docket_stand(struct docket *d)
{
	char boot_id[sizeof d->boot_id];
	int64_t now = clock_realtime_ms();

	clock_boot_id(boot_id, sizeof boot_id);
	if (d->boot_count > 0 && *boot_id != '\0' && strcmp(boot_id, d->boot_id) == 0 && now > d->boots[d->boot_count - 1])
		d->boots[d->boot_count - 1] = now;
}

static void
take_closing(struct docket_session *s, const struct entry_view *v)
{
	s->frames = (uint64_t)entry_number(v, "frames", 0);
	s->events = (uint64_t)entry_number(v, "events", 0);
	if (!v->has_final)
		return;
	s->has_final = true;
	s->final_entry = v->index;
	memcpy(s->final, v->final, DIGEST_SIZE);
}

static int
take_action(struct docket *d, struct docket_session *s, const struct entry_view *v)
{
	if (entry_is(&v->action, "session.frame"))
		return take_frame(d, s, v);
	if (entry_is(&v->action, "session.started")) {
		s->started = true;
		s->boot = d->boot_count - 1;
		s->first_time = v->time;
	} else if (entry_is(&v->action, "session.ended") || entry_is(&v->action, "session.recovered") ||
	    entry_is(&v->action, "session.imported")) {
		s->ended |= entry_is(&v->action, "session.ended");
		s->recovered |= entry_is(&v->action, "session.recovered");
		s->imported |= entry_is(&v->action, "session.imported");
		take_closing(s, v);
	} else if (entry_is(&v->action, "session.lost")) {
		s->lost = true;
	} else if (entry_is(&v->action, "session.pruned")) {
		/* who holds it beats who prunes it: the order of the log decides */
		s->pruned |= !s->held;
		s->pruned_entry = v->index;
	} else if (entry_is(&v->action, "session.held") || entry_is(&v->action, "session.released")) {
		s->held = entry_is(&v->action, "session.held");
		/* it was there, and nobody was removing it: a pruning before that came to nothing */
		if (s->held && entry_number(v, "bytes", -1) >= 0)
			s->pruned = false;
	} else {
		return 0;
	}
	if (s->first_entry == UINT64_MAX)
		s->first_entry = v->index;
	return 0;
}

int
docket_take(struct docket *d, const struct entry_view *v)
{
	char text[UUID_TEXT_SIZE];
	struct docket_session *s;
	struct uuid id;
	int r;

	if (v->erased)
		return 0;
	if ((r = take_boot(d, v)) != 0 || v->session.len != UUID_TEXT_SIZE - 1 || v->action.len < 8 ||
	    memcmp(v->action.data, "session.", 8) != 0)
		return r;
	memcpy(text, v->session.data, v->session.len);
	text[UUID_TEXT_SIZE - 1] = '\0';
	if (uuid_parse(text, &id) != 0)
		return 0;
	if ((r = session_of(d, &id, &s)) != 0)
		return r;
	s->last_entry = v->index;
	s->last_time = v->time;
	return take_action(d, s, v);
}
