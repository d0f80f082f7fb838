/*
 * What the recorder says in its store's trail.
 *
 * The mutex guards the queue and the flags; the logbook is the thread's alone.  Entries stay queued until they are
 * written.  Synced within a second, signed within a minute and at the end.
 */
#include "recorder/minutes.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/armour.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/trail/logbook.h"
#include "lib/trail/regime.h"

#define STACK_SIZE (256 * 1024)
#define QUEUE_MAX 4096     /* entries; what comes behind them is counted and said */
#define LOCK_WAIT_MS 100
#define BUSY_MS 10000      /* a log that somebody holds for so long is trouble */
#define SEAL_MS 50000      /* no entry stays unsigned for a minute */
#define FINISH_S 5

struct saying {
	struct saying *next;
	const char *action, *severity;
	bool final;
	unsigned char hash[DIGEST_SIZE];
	char detail[];
};

struct minutes {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	struct saying *first, **end;
	unsigned queued;
	uint64_t unsaid;   /* frames for which there was no room */
	int trouble;
	bool finishing, finished;

	/* the framer's, whichever of its threads that is, until minutes_finish */
	bool has_final;
	unsigned char final[DIGEST_SIZE];
	uint64_t frames, events;

	/* this thread's */
	char *store, *config, *rules, session[UUID_TEXT_SIZE]; /* config NULL: it was said; rules may be NULL */
	struct doer doer;
	struct logbook *book;
	bool dirty;
	int64_t unsealed_since, busy_since; /* boottime, or 0 */
	int64_t sealed_at;                  /* boottime: when it was last seen to be signed */
};

static int
post(struct minutes *m, const char *action, const char *severity, struct buffer *detail, const unsigned char *final)
{
	struct saying *s;

	if (detail->broken || (s = malloc(sizeof *s + detail->len + 1)) == NULL)
		return -ENOMEM;
	*s = (struct saying){.action = action, .severity = severity, .final = final != NULL};
	if (final != NULL)
		memcpy(s->hash, final, DIGEST_SIZE);
	memcpy(s->detail, detail->data, detail->len);
	s->detail[detail->len] = '\0';
	pthread_mutex_lock(&m->lock);
	*m->end = s;
	m->end = &s->next;
	m->queued++;
	pthread_cond_signal(&m->work);
	pthread_mutex_unlock(&m->lock);
	return 0;
}

static void
on_frame(void *context, const struct link *l, const unsigned char digest[DIGEST_SIZE])
{
	struct minutes *m = context;
	struct buffer detail = {0};
	char hex[2 * DIGEST_SIZE + 1];
	bool full;

	pthread_mutex_lock(&m->lock);
	full = m->queued >= QUEUE_MAX;
	m->unsaid += full;
	m->frames = l->sequence + 1;
	m->events = l->first_event + l->events;
	m->has_final = (l->flags & (LINK_END | LINK_ROTATED)) == LINK_END;
	memcpy(m->final, digest, DIGEST_SIZE);
	pthread_mutex_unlock(&m->lock);
	if (full)
		return;
	hex_encode(digest, DIGEST_SIZE, hex);
	buffer_addf(&detail,
	    "{\"part\":%" PRIu32 ",\"sequence\":%" PRIu64 ",\"first_event\":%" PRIu64 ",\"events\":%" PRIu32 ",\"link\":\"%s\"}",
	    l->part, l->sequence, l->first_event, l->events, hex);
	if (post(m, "session.frame", "info", &detail, NULL) != 0) {
		pthread_mutex_lock(&m->lock);
		m->unsaid++;
		pthread_mutex_unlock(&m->lock);
	}
	buffer_free(&detail);
}

static int
open_book(struct minutes *m)
{
	int r;

	if (m->book == NULL && (r = logbook_open(m->store, LOGBOOK_PERSONAL, &m->doer, &m->book)) != 0)
		return r;
	/* where the log is busy with the next entry; that it can't be said is no session's trouble, whose own entry has a digest of it */
	if (m->config != NULL && regime_note(m->book, m->config, m->rules, LOCK_WAIT_MS) != ERR_BUSY) {
		free(m->config);
		m->config = NULL;
	}
	return 0;
}

static int
write_one(struct minutes *m, const struct saying *s)
{
	struct entry e = {.action = s->action, .target = m->session, .severity = s->severity, .detail = s->detail,
	    .session = m->session, .final = s->final ? s->hash : NULL};
	int64_t now = clock_boottime_ms();
	int r;

	if ((r = open_book(m)) != 0 || (r = logbook_append(m->book, &e, LOCK_WAIT_MS)) == 0 || r != ERR_BUSY) {
		m->busy_since = 0;
		m->dirty |= r == 0;
		if (r == 0 && m->unsealed_since == 0)
			m->unsealed_since = now;
		return r;
	}
	if (m->busy_since == 0)
		m->busy_since = now;
	return now - m->busy_since > BUSY_MS ? ERR_BUSY : -EAGAIN;
}

/* Write what is queued; called and left with the lock held. */
static void
write_queue(struct minutes *m)
{
	struct saying *s;
	int r = 0;

	while ((s = m->first) != NULL && r == 0) {
		pthread_mutex_unlock(&m->lock);
		r = write_one(m, s);
		pthread_mutex_lock(&m->lock);
		if (r != 0)
			break;
		if ((m->first = s->next) == NULL)
			m->end = &m->first;
		m->queued--;
		free(s);
	}
	if (r != -EAGAIN)
		m->trouble = r;
}

/*
 * That nothing was to be said is signed every minute, too.  Where that can't be done it is no trouble: nothing is lost.
 * Called and left with the lock held.
 */
static void
vouch(struct minutes *m, int64_t now)
{
	if (now - m->sealed_at < SEAL_MS || m->finishing)
		return;
	m->sealed_at = now;
	pthread_mutex_unlock(&m->lock);
	logbook_seal(m->book, SEAL_MS);
	pthread_mutex_lock(&m->lock);
}

/* Sync, and sign when it is time or the end; called and left with the lock held. */
static void
settle(struct minutes *m)
{
	int64_t now = clock_boottime_ms();
	bool sign = m->unsealed_since != 0 && (m->finishing || now - m->unsealed_since > SEAL_MS);
	int r = 0;

	if (m->book == NULL)
		return;
	if (!m->dirty && !sign) {
		vouch(m, now);
		return;
	}
	pthread_mutex_unlock(&m->lock);
	if (sign)
		r = logbook_seal(m->book, 0); /* syncs first */
	if (!sign || r != 0)
		r = r ? r : logbook_sync(m->book);
	pthread_mutex_lock(&m->lock);
	if (r == 0) {
		m->dirty = false;
		if (sign) {
			m->unsealed_since = 0;
			m->sealed_at = now;
		}
	} else if (m->trouble == 0) {
		m->trouble = r;
	}
}

/* A second from now, or where there is nothing to be done the time until a silence is signed. */
static void
wait_for_work(struct minutes *m)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += m->first == NULL && !m->dirty && m->unsealed_since == 0 ? SEAL_MS / 1000 : 1;
	pthread_cond_timedwait(&m->work, &m->lock, &until);
}

static void *
run(void *argument)
{
	struct minutes *m = argument;
	struct timespec tick;
	int64_t settled = clock_boottime_ms();

	m->sealed_at = settled;
	pthread_mutex_lock(&m->lock);
	for (;;) {
		write_queue(m);
		if (m->finishing && (m->first == NULL || m->trouble != 0))
			break;
		if (clock_boottime_ms() - settled >= 1000) {
			settle(m);
			settled = clock_boottime_ms();
		}
		if (m->finishing) {
			/* somebody else holds the log: soon again */
			clock_gettime(CLOCK_MONOTONIC, &tick);
			if ((tick.tv_nsec += 20 * 1000000) >= 1000000000)
				tick.tv_sec++, tick.tv_nsec -= 1000000000;
			pthread_cond_timedwait(&m->work, &m->lock, &tick);
		} else {
			wait_for_work(m);
		}
	}
	settle(m);
	m->finished = true;
	pthread_cond_signal(&m->done);
	pthread_mutex_unlock(&m->lock);
	return NULL;
}

static void
minutes_free(struct minutes *m)
{
	struct saying *s;

	while ((s = m->first) != NULL) {
		m->first = s->next;
		free(s);
	}
	logbook_free(m->book);
	free(m->store);
	free(m->config);
	free(m->rules);
	free(m);
}

static int
start(struct minutes *m)
{
	pthread_condattr_t monotonic;
	pthread_attr_t small;
	sigset_t all, before;
	int r;

	pthread_mutex_init(&m->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&m->work, &monotonic);
	pthread_cond_init(&m->done, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK_SIZE);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = -pthread_create(&m->thread, &small, run, m);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&small);
	return r;
}

static void
put_known(struct buffer *out, const char *key, const char *text)
{
	if (text != NULL)
		json_put_member(out, key, text);
}

static int
say_started(struct minutes *m, const struct header *h)
{
	struct buffer detail = {0};
	int r;

	buffer_addc(&detail, '{');
	put_known(&detail, "user", h->user);
	put_known(&detail, "host", h->host);
	put_known(&detail, "tty", h->tty);
	/* a command line may be as long as the kernel lets it */
	if (h->command != NULL && strlen(h->command) <= 4096)
		json_put_member(&detail, "command", h->command);
	put_known(&detail, "parent", h->parent);
	put_known(&detail, "config", h->config);
	buffer_addc(&detail, '}');
	r = post(m, "session.started", "info", &detail, NULL);
	buffer_free(&detail);
	return r;
}

static void
set_doer(struct doer *d, const struct header *h)
{
	d->uid = h->loginuid != HEADER_NONE ? h->loginuid : h->uid;
	snprintf(d->name, sizeof d->name, "%s", h->login ? h->login : h->user ? h->user : "");
	snprintf(d->client, sizeof d->client, "%s", h->client ? h->client : "");
}

int
minutes_new(const char *store, const struct header *h, const char *config, const char *rules, struct minutes **out)
{
	struct minutes *m = calloc(1, sizeof *m);
	int r = -ENOMEM;

	*out = NULL;
	if (m == NULL)
		return r;
	m->end = &m->first;
	uuid_format(&h->session, m->session);
	set_doer(&m->doer, h);
	if ((m->store = strdup(store)) == NULL || (m->config = strdup(config)) == NULL ||
	    (rules != NULL && (m->rules = strdup(rules)) == NULL) || (r = start(m)) != 0) {
		minutes_free(m);
		return r;
	}
	say_started(m, h);
	*out = m;
	return 0;
}

struct framer_listener
minutes_listener(struct minutes *m)
{
	return (struct framer_listener){on_frame, m};
}

int
minutes_trouble(struct minutes *m)
{
	int r;

	pthread_mutex_lock(&m->lock);
	r = m->trouble;
	pthread_mutex_unlock(&m->lock);
	return r;
}

static int
say_ended(struct minutes *m, int exit, int trouble)
{
	struct buffer detail = {0};
	bool closed = trouble == 0 && m->has_final;
	int r;

	buffer_addf(&detail, "{\"frames\":%" PRIu64 ",\"events\":%" PRIu64, m->frames, m->events);
	if (exit >= 0)
		buffer_addf(&detail, ",\"exit\":%d", exit);
	if (m->unsaid > 0)
		buffer_addf(&detail, ",\"unsaid\":%" PRIu64, m->unsaid);
	if (!closed)
		json_put_member(&detail, "trouble", error_text(trouble ? trouble : ERR_FAILED));
	buffer_addc(&detail, '}');
	r = post(m, "session.ended", closed ? "info" : "warning", &detail, closed ? m->final : NULL);
	buffer_free(&detail);
	return r;
}

int
minutes_finish(struct minutes *m, int exit, int trouble)
{
	struct timespec until;
	bool finished;
	int r;

	if (m == NULL)
		return 0;
	r = say_ended(m, exit, trouble);
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += FINISH_S;
	pthread_mutex_lock(&m->lock);
	m->finishing = true;
	pthread_cond_signal(&m->work);
	while (!m->finished && pthread_cond_timedwait(&m->done, &m->lock, &until) == 0)
		;
	finished = m->finished;
	if (r == 0)
		r = m->trouble ? m->trouble : finished ? 0 : ERR_BUSY;
	pthread_mutex_unlock(&m->lock);
	if (!finished)
		return r; /* its disk hangs, and it with that: the process ends without it */
	pthread_join(m->thread, NULL);
	minutes_free(m);
	return r;
}
