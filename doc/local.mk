dist_man_MANS += \
	doc/man/steno.1 \
	doc/man/steno-cat.1 \
	doc/man/steno-commands.1 \
	doc/man/steno-play.1 \
	doc/man/steno-prove.1 \
	doc/man/steno-screen.1 \
	doc/man/steno-export.1 \
	doc/man/steno-anchor.1 \
	doc/man/steno-hold.1 \
	doc/man/steno-import.1 \
	doc/man/steno-index.1 \
	doc/man/steno-info.1 \
	doc/man/steno-log.1 \
	doc/man/steno-pack.1 \
	doc/man/steno-prune.1 \
	doc/man/steno-rec.1 \
	doc/man/steno-recover.1 \
	doc/man/steno-redact.1 \
	doc/man/steno-search.1 \
	doc/man/steno-sessions.1 \
	doc/man/steno-show.1 \
	doc/man/steno-verify.1 \
	doc/man/steno-cast.5 \
	doc/man/steno.conf.5 \
	doc/man/steno-shell.8

dist_doc_DATA = README.md CHANGELOG.md LICENSE \
	doc/performance.md \
	doc/recovery.md \
	doc/shell-reports.md \
	doc/threat-model.md

docformatdir = $(docdir)/format
dist_docformat_DATA = doc/format/cast.md doc/format/evidence.md doc/format/index.md doc/format/trail.md

EXTRA_DIST += doc/code-map.md
