# What is installed as data.  The sample configuration is an example, so that an installation never
# touches the file in force.

examplesdir = $(docdir)/examples
dist_examples_DATA = share/conf/steno.conf

# read by people's shells from their start files
shellreportsdir = $(pkgdatadir)/shell
dist_shellreports_DATA = share/shell/steno.bash share/shell/steno.fish share/shell/steno.zsh

# checks proofs without anything of ours
proofdir = $(pkgdatadir)/proof
dist_proof_DATA = share/proof/check-proof.py

dist_zshcomp_DATA = share/completions/_steno
dist_fishcomp_DATA = share/completions/steno.fish

# bash looks for a file that is called as the command is
EXTRA_DIST += share/completions/steno.bash
install-data-local:
	$(MKDIR_P) "$(DESTDIR)$(bashcompdir)"
	$(INSTALL_DATA) $(srcdir)/share/completions/steno.bash "$(DESTDIR)$(bashcompdir)/steno"
uninstall-local:
	rm -f "$(DESTDIR)$(bashcompdir)/steno"
