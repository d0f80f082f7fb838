/* A new index in the old one's place. */
#include "indexer/renewal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "indexer/sql/catalog.h"
#include "lib/base/error.h"
#include "lib/base/file.h"

struct renewal {
	char *index, *path;
	int lock;
	bool done;
};

static int
open_lock(const char *index)
{
	char *path = NULL, *folder = file_folder(index);
	int fd, r = folder == NULL ? -ENOMEM : file_make_folders(folder);

	free(folder);
	if (r != 0)
		return r;
	if (asprintf(&path, "%s.lock", index) < 0)
		return -ENOMEM;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	free(path);
	return fd < 0 ? -errno : fd;
}

int
renewal_hold(const char *index)
{
	int fd = open_lock(index);

	if (fd < 0)
		return fd;
	while (flock(fd, LOCK_SH) != 0)
		if (errno != EINTR) {
			close(fd);
			return -errno;
		}
	return fd;
}

static void
remove_new(const struct renewal *r)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	char *path;
	size_t i;

	for (i = 0; i < sizeof tails / sizeof *tails; i++)
		if (asprintf(&path, "%s%s", r->path, tails[i]) >= 0) {
			unlink(path);
			free(path);
		}
}

static int
refuse(char **message, const char *index, const char *why)
{
	if (asprintf(message, "can't renew the index \"%s\": %s", index, why) < 0)
		*message = NULL;
	return ERR_BUSY;
}

int
renewal_begin(const char *index, struct renewal **out, char **message)
{
	struct renewal *r = calloc(1, sizeof *r);

	*out = NULL;
	if (r == NULL)
		return -ENOMEM;
	r->lock = -1;
	if ((r->index = strdup(index)) == NULL || asprintf(&r->path, "%s.new", index) < 0) {
		r->path = NULL;
		renewal_free(r);
		return -ENOMEM;
	}
	if ((r->lock = open_lock(index)) < 0 || flock(r->lock, LOCK_EX | LOCK_NB) != 0) {
		refuse(message, index, errno == EWOULDBLOCK ? "it is being written; try again later, or end what follows live sessions"
							     : strerror(errno));
		r->done = true; /* another's new one stays */
		renewal_free(r);
		return ERR_BUSY;
	}
	/* what an earlier one left */
	remove_new(r);
	*out = r;
	return 0;
}

void
renewal_free(struct renewal *r)
{
	if (r == NULL)
		return;
	if (!r->done && r->path != NULL)
		remove_new(r);
	if (r->lock >= 0)
		close(r->lock);
	free(r->index);
	free(r->path);
	free(r);
}

const char *
renewal_path(const struct renewal *r)
{
	return r->path;
}

int
renewal_finish(struct renewal *r, char **message)
{
	int e;

	/* without companions: those of the old one's name would be taken for the new one's */
	if ((e = catalog_settle(r->path, message)) != 0)
		return e;
	if (access(r->index, F_OK) == 0 && (e = catalog_settle(r->index, message)) != 0)
		return e;
	if (rename(r->path, r->index) != 0)
		return refuse(message, r->index, strerror(errno));
	r->done = true;
	return file_sync_folder_of(r->index);
}
