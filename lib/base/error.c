/* Error codes and their phrases. */
#include "lib/base/error.h"

#include <string.h>

const char *
error_text(int code)
{
	switch (code) {
	case 0:
		return "no error";
	case ERR_FORMAT:
		return "the data breaks its format";
	case ERR_TRUNCATED:
		return "the data stops in the middle";
	case ERR_LIMIT:
		return "a limit of the format is exceeded";
	case ERR_UNKNOWN:
		return "no recording format known here";
	case ERR_TAMPERED:
		return "a digest does not match";
	case ERR_DAMAGED:
		return "the container is damaged";
	case ERR_BUSY:
		return "in use: a recorder is still writing it";
	case ERR_NOTFOUND:
		return "not found";
	case ERR_COMPRESS:
		return "the compressor failed";
	case ERR_CRYPTO:
		return "the digest library failed";
	case ERR_FAILED:
		return "it failed before, or is closed";
	case ERR_RANGE:
		return "out of range";
	case ERR_REMOVED:
		return "somebody removed it while it was being written";
	}
	if (code > -4096 && code < 0)
		return strerror(-code);
	return "unknown error";
}
