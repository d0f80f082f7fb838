/* One recording, removed from its store. */
#include "trail/removal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/cast/check.h"
#include "lib/cast/store.h"

#define WAIT_MS 10000
#define COPY_BYTES 262144

/* Two files, byte by byte: 1 the same, 0, or negative. */
static int
same_bytes(int a, int b)
{
	char *x = malloc(COPY_BYTES), *y = malloc(COPY_BYTES);
	int64_t at = 0;
	ssize_t n = 0, m;
	int r = x && y ? 1 : -ENOMEM;

	while (r == 1 && (n = file_pread(a, x, COPY_BYTES, at)) > 0) {
		if ((m = file_pread(b, y, COPY_BYTES, at)) < 0)
			r = (int)m;
		else if (m != n || memcmp(x, y, (size_t)n) != 0)
			r = 0;
		at += n;
	}
	if (r == 1)
		r = n < 0 ? (int)n : file_pread(b, x, 1, at) == 0;
	free(x);
	free(y);
	return r;
}

static int
pour(int from, int to)
{
	char *bytes = malloc(COPY_BYTES);
	int64_t at = 0;
	ssize_t n;
	int r = bytes ? 0 : -ENOMEM;

	while (r == 0 && (n = file_pread(from, bytes, COPY_BYTES, at)) != 0) {
		r = n < 0 ? (int)n : file_write(to, bytes, (size_t)n);
		at += n;
	}
	free(bytes);
	return r;
}

/* What stands on the disk there, not what we remember of having written. */
static int
compare_with(int from, const char *path, int otherwise)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW), r;
	struct stat a, b;

	if (fd < 0)
		return -errno;
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	if (fstat(from, &a) != 0 || fstat(fd, &b) != 0)
		r = -errno;
	else if (a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		r = -EXDEV; /* what is no copy does not outlive it */
	else
		r = same_bytes(from, fd);
	close(fd);
	return r == 0 ? otherwise : r < 0 ? r : 0;
}

static int
copy_part(int from, const char *path)
{
	char *temporary;
	int to, r;

	if (access(path, F_OK) == 0)
		return compare_with(from, path, -EEXIST);
	if ((r = file_begin_replace(path, &to, &temporary)) != 0)
		return r;
	if ((r = pour(from, to)) != 0) {
		file_abandon(&to, &temporary);
		return r;
	}
	if ((r = file_replace(path, &to, &temporary)) != 0)
		return r;
	return compare_with(from, path, ERR_TAMPERED);
}

/* The copy by itself: a medium that gives other bytes back than it took is found by its digests too. */
static int
check_copy(const char *path)
{
	struct check_result result;
	int r = check_recording(path, NULL, &result);

	if (r == 0 && (result.verdict == CHECK_TAMPERED || !result.complete))
		r = ERR_TAMPERED;
	check_release(&result);
	return r;
}

static int
copy_to_archive(const struct removal *m, const struct estate_item *item, const struct custody_lease *lease)
{
	char *first, *folder, *path;
	uint32_t i;
	int r;

	/* the folder exists already, or somebody forgot to mount it */
	if (access(m->archive, W_OK | X_OK) != 0)
		return -errno;
	if ((r = store_place(m->archive, &item->id, &first)) != 0)
		return r;
	folder = file_folder(first);
	for (i = 0; r == 0 && i < lease->count; i++) {
		if (folder == NULL || asprintf(&path, "%s/%s", folder, strrchr(lease->paths[i], '/') + 1) < 0) {
			r = -ENOMEM;
			break;
		}
		r = copy_part(lease->fds[i], path);
		free(path);
	}
	if (r == 0)
		r = check_copy(first);
	free(folder);
	free(first);
	return r;
}

static const struct docket_session *
known(const struct removal *m, const struct estate_item *item)
{
	return custody_find(m->custody, &item->id);
}

static bool
is_held(const struct removal *m, const struct estate_item *item)
{
	const struct docket_session *s = known(m, item);

	return s != NULL && s->held;
}

static int
say(const struct removal *m, const struct estate_item *item)
{
	char id[UUID_TEXT_SIZE];
	struct entry e = {.action = "session.pruned", .target = id, .session = id, .severity = "notice"};
	const struct header *h = &item->header;
	struct buffer detail = {0};
	int r = -ENOMEM;

	uuid_format(&item->id, id);
	buffer_addc(&detail, '{');
	json_put_member(&detail, "reason", m->reason);
	json_put_integer(&detail, "bytes", item->bytes);
	/* who and when stay known; what was done does not */
	json_put_integer(&detail, "started", item->started);
	json_put_integer(&detail, "ended", item->ended);
	if (h->user != NULL)
		json_put_member(&detail, "user", h->user);
	if (h->host != NULL)
		json_put_member(&detail, "host", h->host);
	if (m->archive != NULL)
		json_put_member(&detail, "archive", m->archive);
	buffer_addc(&detail, '}');
	if ((e.detail = buffer_string(&detail)) != NULL && (r = logbook_append(m->book, &e, WAIT_MS)) == 0)
		r = logbook_sync(m->book);
	buffer_free(&detail);
	return r;
}

/* The first part goes last: by it the rest is found again. */
static int
remove_files(const struct custody_lease *lease)
{
	uint32_t i;

	int r;

	for (i = lease->count; i-- > 0;) {
		/* a packing that was cut short may have left a copy */
		if ((r = file_remove_left(lease->paths[i])) != 0)
			return r;
		if (unlink(lease->paths[i]) != 0 && errno != ENOENT)
			return -errno;
	}
	return file_sync_folder_of(lease->paths[0]);
}

int
removal_finish(const struct removal *m, const struct docket_session *s)
{
	const struct custody_hold *h = custody_hold(m->custody, s);
	int r;

	if (h->offset < 0)
		return 0;
	r = logbook_erase(m->book, h->started, h->offset, "its recording was pruned", WAIT_MS);
	if (r == 0)
		m->custody->holds[s - m->custody->docket.sessions].offset = -1;
	return r;
}

static int
remove_leased(const struct removal *m, const struct estate_item *item, const struct custody_lease *lease)
{
	const struct docket_session *s;
	int r;

	if ((r = custody_catch_up(m->custody)) != 0)
		return r;
	if (is_held(m, item))
		return -EPERM;
	s = known(m, item);
	if (s == NULL || !custody_is_begun(m->custody, s)) {
		if (m->archive != NULL && (r = copy_to_archive(m, item, lease)) != 0)
			return r;
		/* whoever held it before our entry has won, and that entry is without force */
		if ((r = say(m, item)) != 0 || (r = custody_catch_up(m->custody)) != 0)
			return r;
		if (is_held(m, item))
			return -EPERM;
	}
	if ((r = remove_files(lease)) != 0)
		return r;
	s = known(m, item);
	return s != NULL ? removal_finish(m, s) : 0;
}

int
removal_make(const struct removal *m, const struct estate_item *item)
{
	struct custody_lease lease;
	const struct docket_session *s;
	bool live;
	int r;

	if ((r = custody_wait(item->path, &lease, &live)) == 0 && !live) {
		r = remove_leased(m, item, &lease);
		custody_let_go(&lease);
	} else if (r == ERR_NOTFOUND && custody_catch_up(m->custody) == 0 && (s = known(m, item)) != NULL && s->pruned) {
		return -EALREADY;
	}
	return live ? ERR_BUSY : r;
}
