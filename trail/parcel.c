/* An archive of evidence that is being written. */
#include "trail/parcel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "trail/tarfile.h"

#define COPY_BYTES 262144

int
parcel_begin(struct parcel *p, const char *path, int64_t time)
{
	int r;

	*p = (struct parcel){.path = path, .fd = -1, .time = time};
	if ((r = digest_new(&p->digest)) != 0)
		return r;
	return file_begin_output(path, &p->fd, &p->temporary);
}

static int
put_bytes(struct parcel *p, const void *data, size_t len)
{
	int r;

	if ((r = file_write(p->fd, data, len)) == 0)
		r = digest_add(p->digest, data, len);
	return r;
}

static int
begin_file(struct parcel *p, const char *name, int64_t size)
{
	unsigned char head[TARFILE_BLOCK];
	char whole[TARFILE_NAME_MAX + 40];
	int r;

	snprintf(whole, sizeof whole, "evidence/%s", name);
	if ((r = tarfile_head(whole, size, p->time, head)) != 0 || (r = file_write(p->fd, head, sizeof head)) != 0)
		return r;
	return digest_begin(p->digest);
}

static int
end_file(struct parcel *p, const char *name, int64_t size)
{
	static const unsigned char zero[TARFILE_BLOCK];
	unsigned char sum[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];
	int r;

	if ((r = digest_end(p->digest, sum)) != 0)
		return r;
	hex_encode(sum, sizeof sum, hex);
	buffer_addf(&p->manifest, "%s  %s\n", hex, name);
	return size % TARFILE_BLOCK == 0 ? 0 : file_write(p->fd, zero, (size_t)(TARFILE_BLOCK - size % TARFILE_BLOCK));
}

int
parcel_put(struct parcel *p, const char *name, const struct buffer *text)
{
	int r = buffer_status(text);

	if (r == 0 && (r = begin_file(p, name, (int64_t)text->len)) == 0 && (r = put_bytes(p, text->data ? text->data : "", text->len)) == 0)
		r = end_file(p, name, (int64_t)text->len);
	return r;
}

static int
pour(struct parcel *p, int fd, int64_t size)
{
	char *bytes = malloc(COPY_BYTES);
	int64_t at = 0;
	ssize_t n;
	int r = bytes ? 0 : -ENOMEM;

	for (; r == 0 && at < size; at += n) {
		n = file_pread(fd, bytes, COPY_BYTES, at);
		/* it may have grown since */
		r = n <= 0 ? (n < 0 ? (int)n : ERR_TRUNCATED) : put_bytes(p, bytes, (size_t)(n > size - at ? size - at : n));
	}
	free(bytes);
	return r;
}

int
parcel_copy(struct parcel *p, const char *path, const char *name)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), r;
	struct stat st;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) != 0)
		r = -errno;
	else if ((r = begin_file(p, name, st.st_size)) == 0 && (r = pour(p, fd, st.st_size)) == 0)
		r = end_file(p, name, st.st_size);
	close(fd);
	return r;
}

int
parcel_put_manifest(struct parcel *p, unsigned char sum[DIGEST_SIZE])
{
	struct buffer lines = p->manifest;
	int r;

	memset(&p->manifest, 0, sizeof p->manifest);
	if ((r = digest_once(lines.data ? lines.data : "", lines.len, sum)) == 0)
		r = parcel_put(p, "MANIFEST.sha256", &lines);
	buffer_free(&lines);
	return r;
}

int
parcel_end(struct parcel *p)
{
	static const unsigned char end[2 * TARFILE_BLOCK];
	int r;

	if ((r = file_write(p->fd, end, sizeof end)) != 0)
		return r;
	return file_replace(p->path, &p->fd, &p->temporary);
}

void
parcel_release(struct parcel *p)
{
	if (p->path != NULL && p->fd >= 0)
		file_abandon(&p->fd, &p->temporary);
	digest_free(p->digest);
	buffer_free(&p->manifest);
	memset(p, 0, sizeof *p);
	p->fd = -1;
}
