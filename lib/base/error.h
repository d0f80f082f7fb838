/*
 * Error codes.  A library function returns 0 or a negative code: minus an errno for what the
 * system refused, or one of these for what the data did.  error_text() names both.
 */
#ifndef STENO_BASE_ERROR_H
#define STENO_BASE_ERROR_H

enum error_code {
	ERR_FORMAT = -10001,   /* the bytes break the format they claim */
	ERR_TRUNCATED = -10002, /* the bytes stop in the middle of something */
	ERR_LIMIT = -10003,    /* a documented limit is exceeded */
	ERR_UNKNOWN = -10004,  /* no format that we know */
	ERR_TAMPERED = -10005, /* a digest does not match */
	ERR_DAMAGED = -10006,  /* the container is damaged; the evidence may be whole */
	ERR_BUSY = -10007,     /* somebody else holds the lock */
	ERR_NOTFOUND = -10008, /* no such session, event or moment */
	ERR_COMPRESS = -10009, /* the compressor failed */
	ERR_CRYPTO = -10010,   /* the digest library failed */
	ERR_FAILED = -10011,    /* the object has failed before, or is closed */
	ERR_RANGE = -10012,    /* an argument is outside what can be */
	ERR_REMOVED = -10013,  /* a file that is being written has no name any more */
};

/* A short phrase without a capital or a full stop; never NULL.  Not to be freed. */
const char *error_text(int code);

#endif
