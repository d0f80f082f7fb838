/* Linux open file description locks: unlike POSIX locks they don't vanish when some other
 * descriptor of the same file is closed, and unlike flock they can be asked for. */
#include "lib/cast/lease.h"

#include <errno.h>
#include <fcntl.h>

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
lease_held(int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(fd, F_OFD_GETLK, &lock) != 0)
		return -errno;
	return lock.l_type != F_UNLCK;
}
