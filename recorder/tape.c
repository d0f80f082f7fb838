/* The record of one session, under the policy for failures. */
#include "recorder/tape.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buffer.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/cast/gap.h"
#include "lib/cast/store.h"
#include "lib/cast/writer.h"
#include "recorder/abridgement.h"
#include "recorder/minutes.h"

struct tape {
	const struct policy *policy;
	struct header *header;
	struct writer_options options;
	struct writer *writer; /* NULL: it could not be begun yet */
	struct minutes *minutes; /* of a recording in the store: NULL: not begun yet */
	int exit;      /* the command's, or -1 */
	char *wanted_path, *path;
	char **arguments; /* that the header has not whole; NULL: it has them */
	char id[UUID_TEXT_SIZE];
	int64_t start;
	int trouble;   /* what failed last, 0: all is well */
	bool trail_only; /* and it was the trail, not the recording */
	bool stopped;  /* the policy ended it */
	bool told_bad, tell_good;
	/* before there is a writer */
	uint64_t lost_bytes, lost_events;
	int64_t lost_from;
	struct buffer news;
};

static int
begin_writer(struct tape *t)
{
	int r = 0;

	if (t->path == NULL) {
		if (t->wanted_path != NULL)
			t->path = strdup(t->wanted_path);
		else
			r = store_place(t->policy->store, &t->header->session, &t->path);
		if (r == 0 && t->path == NULL)
			r = -ENOMEM;
	}
	if (r == 0 && t->wanted_path == NULL && t->minutes == NULL &&
	    (r = minutes_new(t->policy->store, t->header, t->policy->standing.data, t->policy->rules, &t->minutes)) == 0)
		t->options.listener = minutes_listener(t->minutes);
	if (r == 0 && (r = writer_new(t->path, t->header, &t->options, &t->writer)) == 0 && t->arguments != NULL)
		r = abridgement_tell(t->writer, t->arguments, t->header);
	return r;
}

static void
tape_free(struct tape *t)
{
	buffer_free(&t->news);
	free(t->wanted_path);
	free(t->path);
	abridgement_free(t->arguments);
	free(t);
}

int
tape_new(const char *path, struct header *h, const struct policy *policy, struct tape **out,
    char **message)
{
	struct tape *t = calloc(1, sizeof *t);
	int r = -ENOMEM;

	*out = NULL;
	*message = NULL;
	if (t == NULL)
		return r;
	t->policy = policy;
	t->header = h;
	t->options = (struct writer_options){.live = true, .rotate_bytes = policy->rotate_bytes,
	    .rotate_ms = policy->rotate_ms};
	h->realtime = clock_realtime_ms();
	t->exit = -1;
	t->start = h->boottime = clock_boottime_ms();
	h->timestamp = h->realtime / 1000;
	h->has_session = true;
	if ((path != NULL && (t->wanted_path = strdup(path)) == NULL) ||
	    (r = uuid_make(&h->session, h->realtime)) != 0 || (r = abridgement_make(h, &t->arguments)) != 0) {
		tape_free(t);
		return r;
	}
	uuid_format(&h->session, t->id);
	if ((r = begin_writer(t)) != 0)
		t->trouble = r;
	/* that the name is taken will not pass by itself */
	if (r != 0 && (!policy->carry_on || r == -EEXIST)) {
		if (asprintf(message, "can't begin the recording %s: %s",
			t->path ? t->path : policy->store, error_text(r)) < 0)
			*message = NULL;
		minutes_finish(t->minutes, -1, r);
		tape_free(t);
		return r;
	}
	t->trouble = r;
	*out = t;
	return 0;
}

int64_t
tape_now(const struct tape *t)
{
	return clock_boottime_ms() - t->start;
}

static void
lose(struct tape *t, const struct event *ev)
{
	if (t->lost_events == 0)
		t->lost_from = ev->at;
	t->lost_events++;
	if (ev->code == EVENT_OUTPUT)
		t->lost_bytes += ev->len;
}

/* What happened before there was a record, said at its beginning. */
static int
put_lost(struct tape *t)
{
	struct gap gap = {.bytes = t->lost_bytes, .events = t->lost_events, .from = t->lost_from,
	    .to = tape_now(t), .why = "the recording could not be begun"};
	struct buffer text = {0};
	struct event ev = {.at = gap.to, .code = EVENT_GAP};
	int r;

	if (t->lost_events == 0)
		return 0;
	if ((r = gap_encode_lost(&text, &gap)) == 0) {
		ev.data = text.data;
		ev.len = text.len;
		r = writer_put(t->writer, &ev);
		t->lost_events = 0;
	}
	buffer_free(&text);
	return r;
}

static int
judge(struct tape *t, int r)
{
	if (r == 0 && t->writer != NULL)
		r = writer_trouble(t->writer);
	t->trail_only = r == 0 && t->minutes != NULL && (r = minutes_trouble(t->minutes)) != 0;
	if (r == 0) {
		t->tell_good = t->told_bad;
		t->trouble = 0;
		return 0;
	}
	if (r != -EAGAIN || t->trouble == 0)
		t->trouble = r;
	if (t->policy->carry_on)
		return 0;
	t->stopped = true;
	return t->trouble;
}

int
tape_put(struct tape *t, char code, const char *data, size_t len)
{
	struct event ev = {.at = tape_now(t), .code = code, .data = data, .len = len};
	int r;

	if (t->stopped)
		return t->trouble;
	if (code == EVENT_EXIT)
		t->exit = (int)strtol(data, NULL, 10);
	if (t->writer == NULL) {
		lose(t, &ev);
		return 0;
	}
	r = writer_put(t->writer, &ev);
	/* the thread's troubles are asked for once a second, by tape_retry */
	return r == 0 && t->trouble == 0 ? 0 : judge(t, r);
}

int
tape_put_text(struct tape *t, char code, const char *text)
{
	return tape_put(t, code, text, strlen(text));
}

int
tape_retry(struct tape *t)
{
	int r = 0;

	if (t->stopped)
		return t->trouble;
	if (t->writer == NULL && (r = begin_writer(t)) == 0)
		r = put_lost(t);
	if (r == 0)
		r = writer_retry(t->writer);
	return judge(t, r);
}

bool
tape_failing(const struct tape *t)
{
	return t->trouble != 0;
}

const char *
tape_news(struct tape *t)
{
	buffer_clear(&t->news);
	if (t->trouble != 0 && !t->told_bad) {
		t->told_bad = true;
		if (t->trail_only)
			buffer_addf(&t->news, "the trail of this session can't be written: %s/trail: %s", t->policy->store,
			    error_text(t->trouble));
		else
			buffer_addf(&t->news, "this session can't be recorded: %s: %s",
			    t->path ? t->path : t->policy->store, error_text(t->trouble));
		buffer_adds(&t->news, t->stopped ? "; it ends here (on-failure = stop)"
						 : "; it goes on (on-failure = continue)");
	} else if (t->trouble == 0 && t->tell_good) {
		t->tell_good = t->told_bad = false;
		buffer_addf(&t->news, "this session is recorded again: %s", t->path);
	} else {
		return NULL;
	}
	return buffer_string(&t->news);
}

const char *
tape_path(const struct tape *t)
{
	return t->writer ? t->path : NULL;
}

const char *
tape_id(const struct tape *t)
{
	return t->id;
}

int
tape_close(struct tape *t, char **message)
{
	int r = 0, said, lease = -1;

	*message = NULL;
	if (t->writer == NULL) {
		r = t->trouble ? t->trouble : ERR_FAILED;
		if (asprintf(message, "nothing of this session could be recorded: %s: %s",
			t->path ? t->path : t->policy->store, error_text(r)) < 0)
			*message = NULL;
	} else if ((r = writer_close_leased(t->writer, &lease)) != 0 &&
	    asprintf(message, "the recording %s could not be finished: %s%s", t->path, error_text(r),
		r == ERR_REMOVED ? "" : "\nWhat was recorded stands in journals beside it; \"steno recover\" finishes it.") < 0) {
		*message = NULL;
	}
	if ((said = minutes_finish(t->minutes, t->exit, r)) != 0 && r == 0 && !t->policy->carry_on) {
		r = said;
		if (asprintf(message, "the end of this session could not be put into the trail %s/trail: %s", t->policy->store,
			error_text(said)) < 0)
			*message = NULL;
	}
	/* a recording that nobody makes any more and that the trail does not know was put there, whoever looks would have to say */
	if (lease >= 0)
		close(lease);
	tape_free(t);
	return r;
}
