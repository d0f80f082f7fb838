/* What people do with recordings, said in the trail of their store. */
#include "lib/verb/deed.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/base/utf8.h"
#include "lib/base/uuid.h"
#include "lib/cast/store.h"
#include "lib/trail/logbook.h"
#include "lib/verb/verb.h"

#define WAIT_MS 1000
#define QUESTION_MAX 8192 /* bytes of what was asked for */

/* Of the store in which the last recording lay: they come in runs. */
static struct logbook *book;
static char *book_store;

/* While a screen is shown: the first trouble, to be said behind it. */
static bool hushed;
static char *kept;

static __attribute__((format(printf, 1, 2))) void
complain(const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	if (!hushed) {
		report_warning("%s", text ? text : "the trail can't be told of this");
	} else if (kept == NULL) {
		kept = text;
		return;
	}
	free(text);
}

/* The store in which this recording lies, and its session's id; NULL when it lies elsewhere.  To be freed. */
static char *
split(const char *path, char id[UUID_TEXT_SIZE])
{
	const char *slash = strrchr(path, '/');
	struct uuid parsed;

	snprintf(id, UUID_TEXT_SIZE, "%s", slash ? slash + 1 : path);
	return uuid_parse(id, &parsed) == 0 ? store_around(path) : NULL;
}

static int
open_book(const char *store, enum logbook_way way)
{
	int r;

	if (book != NULL && strcmp(book_store, store) == 0)
		return 0;
	deed_settle();
	if ((r = logbook_open(store, way, NULL, &book)) == 0 && (book_store = strdup(store)) == NULL) {
		logbook_free(book);
		book = NULL;
		r = ERR_FAILED;
	}
	verb_at_end = deed_settle;
	return r;
}

static void
say(const char *store, struct entry *e, const struct buffer *detail)
{
	struct buffer text = {0};
	int r;

	if (detail != NULL) {
		buffer_add(&text, detail->data, detail->len);
		e->detail = buffer_string(&text);
	}
	if ((r = open_book(store, LOGBOOK_THERE)) == 0)
		r = logbook_append(book, e, WAIT_MS);
	if (r != 0 && r != ERR_NOTFOUND)
		complain("the trail of %s can't be told of this: %s", store, error_text(r));
	buffer_free(&text);
}

void
deed_begin(const char *path)
{
	char id[UUID_TEXT_SIZE], *store = split(path, id);
	int r = store != NULL ? open_book(store, LOGBOOK_PERSONAL) : 0;

	if (r != 0)
		complain("the trail of %s can't be begun: %s", store, error_text(r));
	free(store);
}

void
deed_recording(const char *path, const char *action, const char *severity, const struct buffer *detail,
    const unsigned char *final)
{
	char id[UUID_TEXT_SIZE], *store = split(path, id);
	struct entry e = {.action = action, .target = id, .session = id, .severity = severity, .final = final};

	if (store != NULL)
		say(store, &e, detail);
	free(store);
}

void
deed_named(const char *name, const char *action, const char *severity, const struct buffer *detail)
{
	char *path = verb_find(name);

	if (path != NULL)
		deed_recording(path, action, severity, detail, NULL);
	free(path);
}

static void
put_part(struct buffer *out, const char *name, int64_t value)
{
	if (value >= 0)
		json_put_integer(out, name, value);
}

void
deed_viewed(const char *path, const struct deed_view *v)
{
	struct buffer detail = {0};

	buffer_addc(&detail, '{');
	json_put_member(&detail, "how", v->how);
	put_part(&detail, "from", v->from);
	put_part(&detail, "to", v->to);
	put_part(&detail, "event", v->event);
	put_part(&detail, "command", v->command);
	buffer_addc(&detail, '}');
	deed_recording(path, "session.viewed", "info", &detail, NULL);
	buffer_free(&detail);
}

void
deed_searched(const char *index, const char *how, const char *question, const char *filters)
{
	char *store = realpath(index, NULL), *slash = store ? strrchr(store, '/') : NULL;
	struct buffer detail = {0}, target = {0};
	struct entry e = {.action = "index.searched"};
	size_t n = strlen(question);

	if (slash != NULL && slash != store) {
		*slash = '\0';
		/* a character that is cut in two would be no UTF-8 */
		buffer_add(&target, question, n <= QUESTION_MAX ? n : utf8_valid_prefix(question, QUESTION_MAX));
		e.target = buffer_string(&target);
		buffer_addc(&detail, '{');
		json_put_member(&detail, "how", how);
		if (*filters != '\0' && strlen(filters) <= QUESTION_MAX)
			json_put_member(&detail, "filters", filters);
		if (n > QUESTION_MAX)
			json_put_flag(&detail, "shortened", true);
		buffer_addc(&detail, '}');
		say(store, &e, &detail);
	}
	buffer_free(&detail);
	buffer_free(&target);
	free(store);
}

void
deed_hush(bool hush)
{
	hushed = hush;
	if (hush || kept == NULL)
		return;
	report_warning("%s", kept);
	free(kept);
	kept = NULL;
}

void
deed_settle(void)
{
	int r;

	if (book == NULL)
		return;
	/* syncs first; what is not signed could be cut without a trace */
	if ((r = logbook_seal(book, 0)) != 0 || (r = logbook_sync(book)) != 0)
		complain("the trail of %s can't be synced or signed: %s", book_store, error_text(r));
	logbook_free(book);
	free(book_store);
	book = NULL;
	book_store = NULL;
}
