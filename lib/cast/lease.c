/* Linux open file description locks: unlike POSIX locks they don't vanish when some other
 * descriptor of the same file is closed, and unlike flock they can be asked for. */
#include "lib/cast/lease.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"

int
lease_take(int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(fd, F_OFD_SETLK, &lock) == 0)
		return 0;
	return errno == EAGAIN || errno == EACCES ? ERR_BUSY : -errno;
}

int
lease_open(const char *path, int flags, int *out)
{
	struct stat is, was;
	int fd, r;

	*out = -1;
	for (;;) {
		if ((fd = open(path, O_RDWR | O_CLOEXEC | O_NOCTTY | flags)) < 0)
			return -errno;
		if ((r = lease_take(fd)) == 0 && fstat(fd, &was) == 0 && stat(path, &is) == 0 && is.st_ino == was.st_ino &&
		    is.st_dev == was.st_dev) {
			*out = fd;
			return 0;
		}
		close(fd);
		if (r != 0)
			return r;
	}
}

int
lease_held(int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(fd, F_OFD_GETLK, &lock) != 0)
		return -errno;
	return lock.l_type != F_UNLCK;
}
