# Takes a kickstart apart into files below `out`: `commands`, and for each section NNN.<name> with NNN.<name>.options.
# Complains as pykickstart does about a section without %end (el6 still lets the next section end it).
{ sub(/\r$/, "") }
/^%end([ \t]|$)/ { if (section == "") complain("%end without a section"); section = ""; next }
/^%(pre|pre-install|post|packages|onerror|traceback|anaconda|addon|certificate)([ \t]|$)/ {
  if (section != "" && major >= 7) complain("section " section " does not end with %end")
  section = $1
  file = out "/" sprintf("%03d", ++n) "." substr($1, 2)
  options = $0
  sub(/^%[a-z-]+[ \t]*/, "", options)
  print options >(file ".options")
  printf "" >file
  next
}
section != "" { print >file; next }
/^[ \t]*(#|$)/ { next }
/^%include[ \t]/ || /^%ksappend[ \t]/ || !/^%/ { print >(out "/commands"); next }
{ complain("unknown section " $1) }
END {
  printf "" >>(out "/commands")
  if (section != "" && major >= 7) complain("section " section " does not end with %end")
  exit failed
}
function complain(what) { if (!failed) print "line " NR ": " what; failed = 1 }
