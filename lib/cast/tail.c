/* The journals of a part, read as they grow. */
#include "lib/cast/tail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/frame.h"

void
tail_init(struct tail *t)
{
	*t = (struct tail){.fd = -1};
}

void
tail_close(struct tail *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
	t->bad = false;
}

int
tail_take(struct tail *t, struct buffer *lines)
{
	const char *last;
	ssize_t n;

	if (t->fd < 0 || t->bad)
		return 0;
	buffer_clear(lines);
	if (buffer_reserve(lines, FRAME_LINES_MAX) == NULL)
		return -ENOMEM;
	if ((n = file_pread(t->fd, lines->data, FRAME_LINES_MAX, t->at)) < 0)
		return (int)n;
	last = n > 0 ? memrchr(lines->data, '\n', (size_t)n) : NULL;
	if (last == NULL)
		return 0;
	if (!journal_is_same(t->fd, t->head, t->head_len)) {
		tail_close(t);
		return ERR_NOTFOUND;
	}
	lines->len = (size_t)(last + 1 - lines->data);
	t->at += (int64_t)lines->len;
	return 1;
}

/* Open a journal and read its head, with the line feed: 1, 0 when it is gone or not begun, negative. */
static int
open_journal(const char *part_path, uint64_t sequence, struct tail *t, struct journal *j)
{
	int fd = journal_open(part_path, sequence);
	char *end;
	ssize_t n;

	tail_init(t);
	if (fd < 0)
		return fd == -ENOENT || fd == ERR_FORMAT ? 0 : fd;
	t->fd = fd;
	n = file_pread(t->fd, t->head, sizeof t->head, 0);
	end = n > 0 ? memchr(t->head, '\n', (size_t)n) : NULL;
	if (end == NULL || journal_parse(t->head, (size_t)(end - t->head), j) != 0 || j->sequence != sequence) {
		tail_close(t);
		return n < 0 ? (int)n : 0;
	}
	t->sequence = sequence;
	t->at = (int64_t)(t->head_len = (size_t)(end + 1 - t->head));
	return 1;
}

/* Its head alone. */
static int
look_at_journal(const char *part_path, uint64_t sequence, struct journal *j)
{
	struct tail t;
	int r = open_journal(part_path, sequence, &t, j);

	tail_close(&t);
	return r;
}

int
tail_find(struct tail *t, const char *part_path, uint64_t wanted, struct journal *j)
{
	struct tail next;
	uint64_t *list;
	bool later = false;
	size_t n;
	int r;

	if ((r = journal_list(part_path, &list, &n)) != 0)
		return r;
	while (n-- > 0 && (t->fd < 0 || list[n] > t->sequence)) {
		if ((r = open_journal(part_path, list[n], &next, j)) < 0)
			break;
		if (r == 0)
			continue;
		r = j->first_event <= wanted;
		if (r == 1) {
			tail_close(t);
			*t = next;
			break;
		}
		later = true;
		tail_close(&next);
	}
	free(list);
	return r == 0 && later ? ERR_NOTFOUND : r;
}

int
tail_first(const char *part_path, struct journal *j)
{
	uint64_t *list;
	size_t n;
	int r;

	if ((r = journal_list(part_path, &list, &n)) != 0)
		return r;
	r = n == 0 ? ERR_NOTFOUND : look_at_journal(part_path, list[0], j);
	free(list);
	return r;
}

int
tail_after(const char *part_path, uint64_t wanted, uint64_t *event)
{
	struct journal j;
	uint64_t *list;
	size_t n, i;
	int r;

	*event = wanted;
	if ((r = journal_list(part_path, &list, &n)) != 0)
		return r;
	for (i = 0; i < n; i++)
		if (look_at_journal(part_path, list[i], &j) == 1 && j.first_event > wanted) {
			*event = j.first_event;
			break;
		}
	free(list);
	return 0;
}
