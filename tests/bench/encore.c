/*
 * Show a kept session again, TIMES over: its bytes, in the writes in which they came, as fast as the
 * terminal takes them.  The file is a row of chunks: u32 microseconds since the last, u32 length (both of this
 * machine's byte order), bytes; workloads.py makes it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static int
show(const unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(1, p, n);

		if (w < 0 && errno != EINTR)
			return -1;
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		}
	}
	return 0;
}

/* The bytes passed a terminal already: a second "\n" to "\r\n" would change them. */
static void
set_raw(void)
{
	struct termios t;

	if (tcgetattr(1, &t) == 0) {
		t.c_oflag &= ~(tcflag_t)OPOST;
		tcsetattr(1, TCSANOW, &t);
	}
}

static int
show_all(const unsigned char *p, size_t size)
{
	size_t at = 0;
	uint32_t chunk[2];

	for (; size - at >= sizeof chunk; at += chunk[1]) {
		memcpy(chunk, p + at, sizeof chunk);
		at += sizeof chunk;
		if (chunk[1] > size - at || show(p + at, chunk[1]) != 0)
			return -1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	const unsigned char *p;
	struct stat st;
	size_t size;
	int fd, times;

	if (argc != 3 || (fd = open(argv[1], O_RDONLY | O_CLOEXEC)) < 0 || fstat(fd, &st) != 0) {
		fprintf(stderr, "usage: replay FILE TIMES\n");
		return 2;
	}
	size = (size_t)st.st_size;
	p = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	if (p == MAP_FAILED)
		return 2;
	set_raw();
	for (times = atoi(argv[2]); times > 0; times--)
		if (show_all(p, size) != 0)
			return 1;
	return 0;
}
