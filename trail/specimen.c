/* A small store made to be tampered with. */
#include "trail/specimen.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/cast/store.h"
#include "lib/cast/writer.h"
#include "lib/trail/logbook.h"
#include "lib/trail/seal.h"

#define EVENTS 5000 /* two frames and a bit */

/* What the trail is told of a recording while it is made; NULL: nothing. */
struct telling {
	struct logbook *book;
	const char *id;
	int error;
	uint64_t frames, events;
	unsigned char last[DIGEST_SIZE];
};

static void
tell_frame(void *context, const struct link *l, const unsigned char digest[DIGEST_SIZE])
{
	struct telling *t = context;
	char hex[2 * DIGEST_SIZE + 1], detail[256];
	struct entry e = {.action = "session.frame", .target = t->id, .session = t->id, .detail = detail};

	hex_encode(digest, DIGEST_SIZE, hex);
	snprintf(detail, sizeof detail,
	    "{\"part\":0,\"sequence\":%" PRIu64 ",\"first_event\":%" PRIu64 ",\"events\":%" PRIu32 ",\"link\":\"%s\"}", l->sequence,
	    l->first_event, l->events, hex);
	t->frames = l->sequence + 1;
	t->events = l->first_event + l->events;
	memcpy(t->last, digest, DIGEST_SIZE);
	if (t->book != NULL && t->error == 0)
		t->error = logbook_append(t->book, &e, 1000);
}

static int
put_events(struct writer *w, unsigned seed)
{
	struct event ev = {.code = EVENT_OUTPUT};
	char text[128];
	int i, r = 0;

	for (i = 0; i < EVENTS && r == 0; i++) {
		ev.at = i * 7;
		ev.data = text;
		ev.len = (size_t)snprintf(text, sizeof text, "line %d of session %u: %08x and what else there is to be said\r\n", i, seed,
		    (unsigned)i * 2654435761u + seed);
		r = writer_put(w, &ev);
	}
	return r;
}

static int
make_recording(const char *path, const char *id, unsigned seed, struct telling *telling)
{
	struct writer_options options = {.level = 1, .listener = {tell_frame, telling}};
	struct writer *w;
	struct header h;
	int r;

	header_init(&h);
	h.realtime = clock_realtime_ms();
	h.boottime = clock_boottime_ms();
	h.has_session = true;
	h.witnessed = true;
	if ((r = uuid_parse(id, &h.session)) == 0 && (r = header_set(&h.user, "specimen")) == 0 &&
	    (r = writer_new(path, &h, &options, &w)) == 0) {
		if ((r = put_events(w, seed)) == 0)
			r = writer_close(w);
		else
			writer_drop(w);
	}
	header_free(&h);
	return r ? r : telling->error;
}

int
specimen_record(const struct specimen *s, const char *path, const char *id, unsigned seed)
{
	struct telling t = {.id = id};

	(void)s;
	remove(path);
	return make_recording(path, id, seed, &t);
}

static int
sign(struct specimen *s, const char *folder)
{
	struct seal_request request = {.key = s->keys[s->key_count - 1]};
	struct checkpoint c;
	int r = 0;

	if (s->sealed) {
		if (s->key_count == SPECIMEN_KEYS)
			return ERR_LIMIT;
		if ((r = signet_make(signet_name(s->keys[0]), &s->keys[s->key_count])) != 0)
			return r;
		request.next = signet_public(s->keys[s->key_count++]);
	}
	if ((r = seal_log(folder, &request, &c)) != 0)
		return r;
	r = seal_newest_note(folder, &c, &s->witness);
	buffer_addc(&s->witness, '\n');
	return r < 0 ? r : buffer_status(&s->witness);
}

static int
say(struct logbook *b, const char *action, const char *id, const char *detail, const unsigned char *final)
{
	struct entry e = {.action = action, .target = id, .session = id, .detail = detail, .final = final};

	return logbook_append(b, &e, 1000);
}

static int
make_session(struct specimen *s, struct logbook *b, unsigned i)
{
	struct telling t = {.book = b, .id = s->ids[i]};
	char detail[128];
	struct uuid id;
	int r;

	if ((r = uuid_make(&id, clock_realtime_ms() + (int)i)) != 0)
		return r;
	uuid_format(&id, s->ids[i]);
	if ((r = say(b, "session.started", t.id, "{\"user\":\"specimen\"}", NULL)) != 0 ||
	    (r = store_place(s->store, &id, &s->recordings[i])) != 0 ||
	    (r = make_recording(s->recordings[i], t.id, i + 1, &t)) != 0)
		return r;
	snprintf(detail, sizeof detail, "{\"frames\":%" PRIu64 ",\"events\":%" PRIu64 ",\"exit\":0}", t.frames, t.events);
	if ((r = say(b, "session.ended", t.id, detail, t.last)) != 0)
		return r;
	return sign(s, logbook_folder(b));
}

static int
begin(struct specimen *s, struct logbook **book)
{
	struct buffer vkey = {0};
	char path[4096];
	int r;

	snprintf(path, sizeof path, "%s/trail/key", s->store);
	if (s->sealed) {
		if ((r = signet_make("steno-trail/specimen", &s->keys[0])) == 0 &&
		    (r = signet_put_public(s->keys[0], &vkey)) == 0)
			r = buffer_string(&vkey) ? logbook_begin_sealed(s->store, vkey.data) : -ENOMEM;
		buffer_free(&vkey);
		s->key_count = 1;
		return r ? r : logbook_open(s->store, LOGBOOK_THERE, NULL, book);
	}
	if ((r = logbook_open(s->store, LOGBOOK_PERSONAL, NULL, book)) != 0 ||
	    (r = say(*book, "trail.noted", NULL, "{\"text\":\"made to be tampered with\"}", NULL)) != 0)
		return r;
	s->key_count = 1;
	return signet_load(path, &s->keys[0]);
}

int
specimen_make(struct specimen *s, const char *folder, bool sealed)
{
	struct logbook *book = NULL;
	unsigned i;
	int r;

	memset(s, 0, sizeof *s);
	s->sealed = sealed;
	if ((s->store = strdup(folder)) == NULL)
		return -ENOMEM;
	r = begin(s, &book);
	for (i = 0; i < SPECIMEN_SESSIONS && r == 0; i++)
		r = make_session(s, book, i);
	logbook_free(book);
	return r;
}

int
specimen_go_on(struct specimen *s, const char *action, const char *session, const char *detail)
{
	struct logbook *b;
	int r;

	if ((r = logbook_open(s->store, LOGBOOK_THERE, NULL, &b)) != 0)
		return r;
	if ((r = say(b, action, session, detail, NULL)) == 0 && !s->sealed)
		r = sign(s, logbook_folder(b));
	logbook_free(b);
	return r;
}

void
specimen_release(struct specimen *s)
{
	unsigned i;

	for (i = 0; i < SPECIMEN_SESSIONS; i++)
		free(s->recordings[i]);
	for (i = 0; i < SPECIMEN_KEYS; i++)
		signet_free(s->keys[i]);
	buffer_free(&s->witness);
	free(s->store);
}
