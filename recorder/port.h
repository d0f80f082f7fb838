/*
 * One of the descriptors that we were started with, made usable in an event loop without changing it
 * for others: O_NONBLOCK would stick to the open file description that our parent shares.
 */
#ifndef STENO_RECORDER_PORT_H
#define STENO_RECORDER_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum port_kind {
	PORT_OWN,    /* reopened: a description of our own, non-blocking */
	PORT_SOCKET, /* each call says that it must not block */
	PORT_SHARED, /* can't be reopened: polled, but a write may block */
	PORT_FILE,   /* a regular file or the like, which is always ready and can't be polled */
	PORT_CLOSED,
};

struct port {
	int fd;
	enum port_kind kind;
};

/* Open for the descriptor.  The descriptor itself is left as it is. */
void port_open(struct port *, int fd, bool writing);
void port_close(struct port *);

/* As read and write, never blocking where that can be helped: minus errno on failure. */
ssize_t port_read(const struct port *, void *data, size_t len);
ssize_t port_write(const struct port *, const void *data, size_t len);

/* As port_write, going on as long as the other side makes room within so many ms: cheaper than going
 * through an event loop for each piece that a terminal takes. */
ssize_t port_write_patiently(const struct port *, const void *data, size_t len, int ms);

#endif
