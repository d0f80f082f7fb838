/* What people do with recordings, said in the trail of their store. */
#include "lib/verb/deed.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/base/uuid.h"
#include "lib/trail/logbook.h"
#include "lib/verb/verb.h"

#define WAIT_MS 1000
#define SEAL_MS 60000

/* Of the store in which the last recording lay: they come in runs. */
static struct logbook *book;
static char *book_store;

/* STORE of STORE/sessions/MONTH/FILE, and the session's id; NULL when it lies elsewhere.  To be freed. */
static char *
split(const char *path, char id[UUID_TEXT_SIZE])
{
	char *whole = realpath(path, NULL), *at;
	struct uuid parsed;
	int up;

	for (up = 0; whole != NULL && up < 3; up++) {
		at = strrchr(whole, '/');
		if (at != NULL && up == 0)
			strncpy(id, at + 1, UUID_TEXT_SIZE - 1)[UUID_TEXT_SIZE - 1] = '\0';
		if (at == NULL || at == whole || (up == 2 && strcmp(at, "/sessions") != 0)) {
			free(whole);
			return NULL;
		}
		*at = '\0';
	}
	if (whole != NULL && uuid_parse(id, &parsed) == 0)
		return whole;
	free(whole);
	return NULL;
}

static int
open_book(const char *store)
{
	int r;

	if (book != NULL && strcmp(book_store, store) == 0)
		return 0;
	deed_settle();
	if ((r = logbook_open(store, LOGBOOK_THERE, NULL, &book)) == 0 && (book_store = strdup(store)) == NULL) {
		logbook_free(book);
		book = NULL;
		r = ERR_FAILED;
	}
	verb_at_end = deed_settle;
	return r;
}

void
deed_recording(const char *path, const char *action, const char *severity, const struct buffer *detail,
    const unsigned char *final)
{
	char id[UUID_TEXT_SIZE], *store = split(path, id);
	struct buffer text = {0};
	struct entry e = {.action = action, .target = id, .session = id, .severity = severity, .final = final};
	int r;

	if (store == NULL)
		return;
	if (detail != NULL) {
		buffer_add(&text, detail->data, detail->len);
		e.detail = buffer_string(&text);
	}
	if ((r = open_book(store)) == 0)
		r = logbook_append(book, &e, WAIT_MS);
	if (r != 0 && r != ERR_NOTFOUND)
		report_warning("the trail of %s can't be told of this: %s", store, error_text(r));
	buffer_free(&text);
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

void
deed_settle(void)
{
	int r;

	if (book == NULL)
		return;
	if ((r = logbook_sync(book)) == 0)
		r = logbook_seal(book, SEAL_MS);
	if (r != 0)
		report_warning("the trail of %s can't be synced or signed: %s", book_store, error_text(r));
	logbook_free(book);
	free(book_store);
	book = NULL;
	book_store = NULL;
}
