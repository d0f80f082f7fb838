/*
 * Questions, answered beside whoever asks.
 *
 * `turn` counts questions.  What the thread finds is handed over under the lock, and only as long as its question is the newest.
 */
#include "search/asker.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"

#define KEEP_MOST 20000      /* hits that are looked through for the one to keep */
#define ASKER_LOOKED_AT 5000 /* and only to be counted */

struct question {
	char *line;
	struct filter filter; /* its strings are the scope's, or borrowed */
	char *scope[6];
	size_t most;
	int64_t keep;
	unsigned turn;
};

/* What tells that the index is another: its file and its log of writes. */
struct stamp {
	dev_t device;
	ino_t inode;
	off_t size[2];
	struct timespec changed[2];
};

struct asker {
	char *path;
	const struct filter *filter;
	pthread_t thread;
	bool running;
	int bell;
	atomic_uint turn; /* of the newest question; the thread looks at it without the lock */

	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t asked;
	bool leaving;
	struct question *next;
	struct asker_page *page;
	bool paged; /* the newest question has got its page */
	int64_t total;
	bool exact;
	struct lookup *lookup; /* the thread's, which opens and closes it under the lock */
	struct stamp stamp;    /* of what is open */

	struct catalog *catalog; /* the thread's alone */
};

static void
free_question(struct question *q)
{
	size_t i;

	if (q == NULL)
		return;
	for (i = 0; i < sizeof q->scope / sizeof *q->scope; i++)
		free(q->scope[i]);
	free(q->line);
	free(q);
}

void
asker_page_free(struct asker_page *p)
{
	size_t i;

	if (p == NULL)
		return;
	for (i = 0; i < p->count; i++) {
		free(p->hits[i].user);
		free(p->hits[i].host);
		free(p->hits[i].text);
	}
	free(p->hits);
	free(p->trouble);
	free(p);
}

/* The thread: opening. */

static void
take_stamp(const char *path, struct stamp *out)
{
	struct stat st;
	char log[4096];

	memset(out, 0, sizeof *out);
	if (stat(path, &st) == 0) {
		out->device = st.st_dev;
		out->inode = st.st_ino;
		out->size[0] = st.st_size;
		out->changed[0] = st.st_mtim;
	}
	if (snprintf(log, sizeof log, "%s-wal", path) < (int)sizeof log && stat(log, &st) == 0) {
		out->size[1] = st.st_size;
		out->changed[1] = st.st_mtim;
	}
}

static void
close_index(struct asker *a)
{
	struct lookup *lookup = a->lookup;

	pthread_mutex_lock(&a->lock);
	a->lookup = NULL;
	pthread_mutex_unlock(&a->lock);
	lookup_free(lookup);
	catalog_free(a->catalog);
	a->catalog = NULL;
}

/* As it is now.  On failure *message, to be freed, may say why. */
static int
open_index(struct asker *a, char **message)
{
	struct lookup *lookup = NULL;
	struct stamp now;
	int r;

	take_stamp(a->path, &now);
	if (a->lookup != NULL && memcmp(&now, &a->stamp, sizeof now) == 0)
		return 0;
	close_index(a);
	pthread_mutex_lock(&a->lock);
	a->stamp = now;
	pthread_mutex_unlock(&a->lock);
	if ((r = catalog_open(a->path, CATALOG_READ, &a->catalog, message)) != 0 || (r = lookup_new(a->catalog, &lookup)) != 0) {
		catalog_free(a->catalog);
		a->catalog = NULL;
		return r;
	}
	pthread_mutex_lock(&a->lock);
	a->lookup = lookup;
	pthread_mutex_unlock(&a->lock);
	return 0;
}

/* The thread: answering. */

static bool
is_over(const struct asker *a, const struct question *q)
{
	return atomic_load(&a->turn) != q->turn;
}

static char *
copy(const char *text)
{
	return text != NULL ? strdup(text) : NULL;
}

static int
take_hit(struct asker_hit *to, struct question *q, const struct lookup_hit *hit)
{
	const struct command *c = &hit->c;
	int r;

	*to = (struct asker_hit){.id = hit->id, .when = hit->when, .exit = c->exit, .seq = c->seq, .kind = c->kind,
	    .grade = c->grade, .len = c->text.len < ASKER_SHOWN ? c->text.len : ASKER_SHOWN};
	to->witnessed = hit->session->witnessed;
	to->user = copy(hit->session->user);
	to->host = copy(hit->session->host);
	if ((to->text = malloc(to->len + 1)) == NULL)
		return -ENOMEM;
	memcpy(to->text, c->text.data != NULL ? c->text.data : "", to->len);
	to->text[to->len] = '\0';
	r = terms_match(q->filter.words, to->text, to->len, to->marks, ASKER_MARKS, &to->mark_count);
	return r < 0 ? r : 0;
}

static int
add_hit(struct asker_page *page, size_t *cap, struct question *q, const struct lookup_hit *hit)
{
	struct asker_hit *grown;
	int r;

	if (page->count == *cap) {
		*cap = *cap ? *cap * 2 : 64;
		if ((grown = realloc(page->hits, *cap * sizeof *grown)) == NULL)
			return -ENOMEM;
		page->hits = grown;
	}
	if ((r = take_hit(&page->hits[page->count], q, hit)) == 0)
		page->count++;
	return r;
}

/* The next hit that the filter keeps: 1, 0, or negative; -ECANCELED when another question came. */
static int
next_hit(struct asker *a, struct question *q, struct lookup_hit *hit)
{
	int r;

	do {
		if (is_over(a, q))
			return -ECANCELED;
		if ((r = lookup_next(a->lookup, hit)) != 1)
			return r;
	} while ((r = filter_keeps(&q->filter, hit)) == 0);
	return r;
}

static int
fill_page(struct asker *a, struct question *q, struct asker_page *page)
{
	struct lookup_want want;
	struct lookup_hit hit;
	size_t cap = 0;
	bool kept = q->keep < 0;
	int r, next = 1;

	filter_want(&q->filter, &want);
	if ((r = lookup_ask(a->lookup, &want)) != 0)
		return r;
	while ((page->count < q->most || (!kept && page->count < KEEP_MOST)) && (next = next_hit(a, q, &hit)) == 1) {
		kept |= hit.id == q->keep;
		if ((r = add_hit(page, &cap, q, &hit)) != 0)
			return r;
	}
	page->more = next == 1;
	return next < 0 ? next : 0;
}

static void
hand_over(struct asker *a, const struct question *q, struct asker_page *page)
{
	pthread_mutex_lock(&a->lock);
	if (!is_over(a, q)) {
		asker_page_free(a->page);
		a->page = page;
		a->paged = true;
		page = NULL;
		eventfd_write(a->bell, 1);
	}
	pthread_mutex_unlock(&a->lock);
	asker_page_free(page);
}

static void
tell_total(struct asker *a, const struct question *q, int64_t total, bool exact)
{
	pthread_mutex_lock(&a->lock);
	if (!is_over(a, q)) {
		a->total = total;
		a->exact = exact;
		eventfd_write(a->bell, 1);
	}
	pthread_mutex_unlock(&a->lock);
}

/* Where the index's answer is enough: ids alone, from the start. */
static int
count_ids(struct asker *a, struct question *q, int64_t *total)
{
	struct lookup_want want;
	struct lookup_hit hit;
	int r;

	filter_want(&q->filter, &want);
	want.ids_only = true;
	*total = 0;
	if ((r = lookup_ask(a->lookup, &want)) != 0)
		return r;
	while (!is_over(a, q) && *total < ASKER_COUNTED && (r = lookup_next(a->lookup, &hit)) == 1)
		++*total;
	return is_over(a, q) ? -ECANCELED : r;
}

/* On from the page's end; what has to be looked at is not looked at for long only to be counted. */
static int
count_rest(struct asker *a, struct question *q, int64_t *total)
{
	struct lookup_hit hit;
	int r = 1;

	if (filter_is_exact(&q->filter))
		return count_ids(a, q, total);
	while (*total < ASKER_LOOKED_AT && (r = next_hit(a, q, &hit)) == 1)
		++*total;
	return r;
}

static void
answer(struct asker *a, struct question *q)
{
	struct asker_page *page = calloc(1, sizeof *page);
	const struct lookup_want nothing = {.since = INT64_MIN, .until = INT64_MAX, .below = INT64_MAX, .above = -1};
	char *message = NULL;
	int64_t total;
	bool more;
	int r;

	if (page == NULL)
		return;
	if ((r = open_index(a, &message)) == 0 && (r = filter_open_line(&q->filter, a->lookup, q->line)) == 0)
		r = fill_page(a, q, page);
	if (r != 0 && r != -ECANCELED && !is_over(a, q))
		page->trouble = message != NULL ? message : strdup(a->lookup != NULL ? filter_trouble(&q->filter, r) : error_text(r));
	else
		free(message);
	total = (int64_t)page->count;
	more = page->more;
	hand_over(a, q, page);
	if (r == 0 && (!more || (r = count_rest(a, q, &total)) >= 0))
		tell_total(a, q, total, !more || r == 0);
	/* what is being read would keep writers from tidying up behind themselves */
	if (a->lookup != NULL)
		lookup_ask(a->lookup, &nothing);
	filter_close(&q->filter);
}

static void *
work(void *context)
{
	struct asker *a = context;
	struct question *q;

	pthread_mutex_lock(&a->lock);
	while (!a->leaving) {
		if ((q = a->next) == NULL) {
			pthread_cond_wait(&a->asked, &a->lock);
			continue;
		}
		a->next = NULL;
		pthread_mutex_unlock(&a->lock);
		answer(a, q);
		free_question(q);
		pthread_mutex_lock(&a->lock);
	}
	pthread_mutex_unlock(&a->lock);
	close_index(a);
	return NULL;
}

/* Whoever asks. */

/* Signals are for the thread that has the terminal. */
static int
start(struct asker *a)
{
	sigset_t all, before;
	int r;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	r = pthread_create(&a->thread, NULL, work, a);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	a->running = r == 0;
	return -r;
}

int
asker_new(const char *index, const struct filter *filter, struct asker **out)
{
	struct asker *a = calloc(1, sizeof *a);
	int r;

	*out = NULL;
	if (a == NULL)
		return -ENOMEM;
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->asked, NULL);
	a->filter = filter;
	a->total = -1;
	a->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	a->path = strdup(index);
	r = a->path == NULL ? -ENOMEM : a->bell < 0 ? -errno : start(a);
	if (r != 0) {
		asker_free(a);
		return r;
	}
	*out = a;
	return 0;
}

void
asker_free(struct asker *a)
{
	if (a == NULL)
		return;
	pthread_mutex_lock(&a->lock);
	a->leaving = true;
	atomic_fetch_add(&a->turn, 1);
	if (a->lookup != NULL)
		lookup_interrupt(a->lookup);
	pthread_cond_signal(&a->asked);
	pthread_mutex_unlock(&a->lock);
	if (a->running)
		pthread_join(a->thread, NULL);
	free_question(a->next);
	asker_page_free(a->page);
	pthread_mutex_destroy(&a->lock);
	pthread_cond_destroy(&a->asked);
	if (a->bell >= 0)
		close(a->bell);
	free(a->path);
	free(a);
}

static struct question *
make_question(const struct asker *a, const char *line, const struct asker_scope *scope, size_t most, int64_t keep)
{
	struct question *q = calloc(1, sizeof *q);
	const char *given[] = {scope->user, scope->host, scope->session, scope->cwd, scope->program, scope->exit};
	size_t i;

	if (q == NULL)
		return NULL;
	q->filter = *a->filter;
	q->filter.whole = NULL;
	q->most = most;
	q->keep = keep;
	q->line = strdup(line);
	const char **const places[] = {&q->filter.user, &q->filter.host, &q->filter.session, &q->filter.cwd, &q->filter.program,
	    &q->filter.exit};
	for (i = 0; i < sizeof given / sizeof *given && q->line != NULL; i++) {
		if (given[i] == NULL)
			continue;
		if ((q->scope[i] = strdup(given[i])) == NULL)
			break;
		*places[i] = q->scope[i];
	}
	if (q->line == NULL || i < sizeof given / sizeof *given) {
		free_question(q);
		return NULL;
	}
	return q;
}

int
asker_ask(struct asker *a, const char *line, const struct asker_scope *scope, size_t most, int64_t keep)
{
	struct question *q = make_question(a, line, scope, most, keep);

	if (q == NULL)
		return -ENOMEM;
	pthread_mutex_lock(&a->lock);
	free_question(a->next);
	a->next = q;
	q->turn = atomic_fetch_add(&a->turn, 1) + 1;
	asker_page_free(a->page);
	a->page = NULL;
	a->paged = false;
	a->total = -1;
	if (a->lookup != NULL)
		lookup_interrupt(a->lookup);
	pthread_cond_signal(&a->asked);
	pthread_mutex_unlock(&a->lock);
	return 0;
}

int
asker_descriptor(const struct asker *a)
{
	return a->bell;
}

struct asker_page *
asker_take(struct asker *a)
{
	struct asker_page *page;
	eventfd_t rings;

	pthread_mutex_lock(&a->lock);
	eventfd_read(a->bell, &rings);
	page = a->page;
	a->page = NULL;
	pthread_mutex_unlock(&a->lock);
	return page;
}

bool
asker_busy(struct asker *a)
{
	bool busy;

	pthread_mutex_lock(&a->lock);
	busy = !a->paged;
	pthread_mutex_unlock(&a->lock);
	return busy;
}

int64_t
asker_total(struct asker *a, bool *exact)
{
	int64_t total;

	pthread_mutex_lock(&a->lock);
	total = a->total;
	*exact = a->exact;
	pthread_mutex_unlock(&a->lock);
	return total;
}

bool
asker_stale(struct asker *a)
{
	struct stamp now;
	bool stale;

	take_stamp(a->path, &now);
	pthread_mutex_lock(&a->lock);
	stale = a->paged && memcmp(&now, &a->stamp, sizeof now) != 0;
	pthread_mutex_unlock(&a->lock);
	return stale;
}
