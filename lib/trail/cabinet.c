/* Opens the files of a trail. */
#include "lib/trail/cabinet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

/* Root in somebody's folder: another's file, or a second name of one that lies elsewhere, is a trap; our own is given away. */
static int
judge(int fd, const struct stat *folder)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return -errno;
	if (!S_ISREG(st.st_mode))
		return -EINVAL;
	if (geteuid() != 0 || folder->st_uid == 0)
		return 0;
	if (st.st_nlink > 1 || (st.st_uid != 0 && st.st_uid != folder->st_uid))
		return -EPERM;
	return st.st_uid == 0 && fchown(fd, folder->st_uid, folder->st_gid) != 0 ? -errno : 0;
}

int
cabinet_open(const char *folder, const char *name, int flags)
{
	int dir = open(folder, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), fd, r;
	struct stat st;

	if (dir < 0)
		return -errno;
	/* a pipe that was put there would be waited for */
	fd = openat(dir, name, flags | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK, 0600);
	r = fd < 0 || fstat(dir, &st) != 0 ? -errno : 0;
	close(dir);
	if (r == 0)
		r = judge(fd, &st);
	if (r == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return r;
}
