/* Which events of a recording are a command's. */
#include "trail/inquiry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "trail/errand.h"

#define TOLD_MAX (256u * 1024 * 1024)

void
inquiry_release(struct inquiry_list *list)
{
	free(list->items);
	memset(list, 0, sizeof *list);
}

static int
add(struct inquiry_list *list, const struct inquiry_item *item)
{
	struct inquiry_item *more;

	if (list->count == list->room) {
		if ((more = reallocarray(list->items, list->room * 2 + 64, sizeof *more)) == NULL)
			return -ENOMEM;
		list->items = more;
		list->room = list->room * 2 + 64;
	}
	list->items[list->count++] = *item;
	return 0;
}

static int
take_line(struct inquiry_list *list, size_t at, size_t len)
{
	struct inquiry_item item = {.line = at, .len = len};
	struct json_document *document;
	const struct json *root;
	int r;

	if ((r = json_parse(list->told->data + at, len, &document)) != 0)
		return r;
	root = json_root(document);
	item.seq = json_integer(json_get(root, "seq"), -1);
	item.event = (uint64_t)json_integer(json_get(root, "event"), 0);
	item.to = (uint64_t)json_integer(json_get(root, "output_to"), 0);
	json_free(document);
	return item.seq >= 0 ? add(list, &item) : 0;
}

int
inquiry_read(const struct buffer *told, struct inquiry_list *list)
{
	size_t at = 0, len;
	const char *stop;
	int r = 0;

	*list = (struct inquiry_list){.told = told};
	while (r == 0 && at < told->len && (stop = memchr(told->data + at, '\n', told->len - at)) != NULL) {
		len = (size_t)(stop - (told->data + at));
		r = take_line(list, at, len);
		at += len + 1;
	}
	return r;
}

/* Where the commands before it leave off: with their output, or, of one in which it was typed, with its own line. */
static uint64_t
left_behind(const struct inquiry_list *list, const struct inquiry_item *item)
{
	const struct inquiry_item *i;
	uint64_t from = 0, to;

	for (i = list->items; i < list->items + list->count; i++) {
		if (i->seq >= item->seq || i->event >= item->event)
			continue;
		to = i->to <= i->event || i->to > item->event ? i->event + 1 : i->to;
		from = to > from ? to : from;
	}
	return from;
}

int
inquiry_pick(const struct inquiry_list *list, const struct inquiry_item *item, struct inquiry *q)
{
	struct json_document *document;
	const char *text;
	size_t len;
	int r;

	memset(q, 0, sizeof *q);
	if ((r = json_parse(list->told->data + item->line, item->len, &document)) != 0)
		return r;
	q->from = left_behind(list, item);
	q->to = item->to > item->event ? item->to : item->event + 1;
	if ((text = json_string(json_get(json_root(document), "text"), &len)) != NULL)
		buffer_add(&q->text, text, len);
	json_free(document);
	return buffer_status(&q->text);
}

static int
find(const struct buffer *told, uint64_t seq, struct inquiry *q)
{
	struct inquiry_list list;
	size_t i;
	int r;

	if ((r = inquiry_read(told, &list)) == 0) {
		for (i = 0; i < list.count && list.items[i].seq != (int64_t)seq; i++)
			;
		r = i == list.count ? ERR_NOTFOUND : inquiry_pick(&list, &list.items[i], q);
	}
	inquiry_release(&list);
	return r;
}

int
inquiry_command(const char *path, uint64_t seq, struct inquiry *q)
{
	const char *const argv[] = {"steno-index", "commands", "--json", "--", path, NULL};
	struct buffer told = {0};
	int r;

	memset(q, 0, sizeof *q);
	if ((r = errand_run("indexer", "steno-index", NULL, argv, TOLD_MAX, &told)) == 0 || r == 1)
		r = find(&told, seq, q);
	else if (r > 0)
		r = ERR_FAILED;
	buffer_free(&told);
	return r;
}
