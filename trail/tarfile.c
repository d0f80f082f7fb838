/* A tar archive in one form. */
#include "trail/tarfile.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/file.h"

static void
put_octal(unsigned char *field, size_t size, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%0*llo", (int)size - 1, (unsigned long long)value);
	memcpy(field, text, size);
}

int
tarfile_head(const char *name, int64_t size, int64_t time, unsigned char out[TARFILE_BLOCK])
{
	unsigned sum = 0, i;

	if (*name == '\0' || strlen(name) > TARFILE_NAME_MAX || size < 0 || size > TARFILE_SIZE_MAX || time < 0 ||
	    time > TARFILE_SIZE_MAX)
		return ERR_RANGE;
	memset(out, 0, TARFILE_BLOCK);
	memcpy(out, name, strlen(name));
	put_octal(out + 100, 8, 0444);
	put_octal(out + 108, 8, 0);
	put_octal(out + 116, 8, 0);
	put_octal(out + 124, 12, size);
	put_octal(out + 136, 12, time);
	memset(out + 148, ' ', 8);
	out[156] = '0';
	memcpy(out + 257, "ustar\00000", 8);
	for (i = 0; i < TARFILE_BLOCK; i++)
		sum += out[i];
	snprintf((char *)out + 148, 8, "%06o", sum);
	out[155] = ' ';
	return 0;
}

static int64_t
take_octal(const unsigned char *field, size_t size)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i + 1 < size; i++) {
		if (field[i] < '0' || field[i] > '7')
			return -1;
		n = n * 8 + (field[i] - '0');
	}
	return n;
}

static int
is_zero(const unsigned char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (bytes[i] != 0)
			return 0;
	return 1;
}

static int
take_end(int fd, int64_t size, int64_t offset)
{
	unsigned char block[2 * TARFILE_BLOCK];

	if (size - offset != (int64_t)sizeof block || file_pread(fd, block, sizeof block, offset) != (ssize_t)sizeof block)
		return ERR_FORMAT;
	return is_zero(block, sizeof block) ? 0 : ERR_FORMAT;
}

/* What fills the last block: nothing may hide there. */
static int
take_filling(int fd, int64_t from, int64_t to)
{
	unsigned char block[TARFILE_BLOCK];
	size_t n = (size_t)(to - from);

	return file_pread(fd, block, n, from) == (ssize_t)n && is_zero(block, n) ? 1 : ERR_FORMAT;
}

int
tarfile_next(int fd, int64_t size, int64_t *offset, struct tarfile_entry *e)
{
	unsigned char block[TARFILE_BLOCK], again[TARFILE_BLOCK];
	int64_t behind;
	ssize_t n;
	int r;

	if ((n = file_pread(fd, block, sizeof block, *offset)) != (ssize_t)sizeof block)
		return n < 0 ? (int)n : ERR_FORMAT;
	if (block[0] == 0)
		return take_end(fd, size, *offset);
	if (memchr(block, 0, sizeof e->name) == NULL)
		return ERR_FORMAT;
	memcpy(e->name, block, sizeof e->name);
	e->size = take_octal(block + 124, 12);
	e->time = take_octal(block + 136, 12);
	if (tarfile_head(e->name, e->size, e->time, again) != 0 || memcmp(block, again, sizeof block) != 0)
		return ERR_FORMAT;
	e->offset = *offset + TARFILE_BLOCK;
	behind = e->offset + (e->size + TARFILE_BLOCK - 1) / TARFILE_BLOCK * TARFILE_BLOCK;
	if (behind > size)
		return ERR_FORMAT;
	if ((r = take_filling(fd, e->offset + e->size, behind)) == 1)
		*offset = behind;
	return r;
}
