# Turns a cloud-config into a folder tree that a shell can read: a mapping is a folder, a sequence is a folder with
# entries 000, 001, …, a scalar is a file. Called with -v out=FOLDER.
#
# It reads the YAML that cloud-configs are written in: nested mappings and sequences, plain, quoted, folded and block
# scalars, [flow, sequences] of scalars, comments. Anything else (anchors, tags, flow mappings…) is named with its line
# on stdout and ends the reading with status 1: guessing would let a test pass for the wrong reason.

{ sub(/\r$/, ""); line[++lines] = $0 }

END {
  at = 1
  skip_blank()
  if (line[at] == "---") at++
  skip_blank()
  if (at <= lines) block(indent_of(at), out)
  if (!failed && at <= lines && line[at] != "...") not_understood("indentation")
  exit failed
}

function not_understood(what) {
  if (!failed) print "line " at " (" what "): " line[at]
  failed = 1
  at = lines + 1
}

function indent_of(i) { match(line[i], /^ */); return RLENGTH }
function is_blank(i) { return line[i] ~ /^[ ]*(#|$)/ }
function skip_blank() { while (at <= lines && is_blank(at)) at++ }

# One mapping or sequence whose entries stand `indent` spaces in; `path` is the folder it becomes.
function block(indent, path,    text, key, n, child, sequence) {
  make_folder(path)
  n = 0
  sequence = substr(line[at], indent + 1) ~ /^-( |$)/
  for (skip_blank(); at <= lines && indent_of(at) == indent; skip_blank()) {
    text = substr(line[at], indent + 1)
    if (text == "---" || text == "...") return
    # A sequence may stand as deep as the key above it; then the next key ends it.
    if (sequence && text !~ /^-( |$)/) return
    if (!sequence && text ~ /^- /) { not_understood("an entry among keys"); return }
    if (text ~ /^-( |$)/) {
      child = path "/" sprintf("%03d", n++)
      match(text, /^- */)
      # What follows the dash stands deeper; with the dash blanked out it is read like any other line.
      if (substr(text, RLENGTH + 1) ~ /^([A-Za-z0-9_.-]+|"[^"]*"|'[^']*'):( |$)/ || substr(text, RLENGTH + 1) ~ /^- /) {
        line[at] = sprintf("%" (indent + RLENGTH) "s", "") substr(text, RLENGTH + 1)
        block(indent + RLENGTH, child)
      } else value(substr(text, RLENGTH + 1), indent, child)
    } else if (match(text, /^([A-Za-z0-9_.-]+|"[A-Za-z0-9_.-]+"|'[A-Za-z0-9_.-]+'):( +|$)/)) {
      key = substr(text, 1, RLENGTH)
      sub(/: *$/, "", key)
      gsub(/["']/, "", key)
      value(substr(text, RLENGTH + 1), indent, path "/" key)
    } else not_understood("neither a key nor an entry")
  }
}

function value(text, indent, path,    deeper) {
  if (text == "" || text ~ /^#/) {
    at++
    skip_blank()
    deeper = at <= lines ? indent_of(at) : -1
    if (deeper > indent || (deeper == indent && substr(line[at], indent + 1) ~ /^-( |$)/ && path !~ /\/[0-9][0-9][0-9]$/)) block(deeper, path)
    else write(path, "")
  }
  else if (text ~ /^[|>][0-9+-]*[ ]*(#.*)?$/) block_scalar(text, indent, path)
  else if (text ~ /^["']/) write(path, quoted(text, indent))
  else if (text ~ /^\[/) flow_sequence(text, path)
  else if (text ~ /^[&*!{%@`]/) not_understood("not in the part of YAML that the stand-in reads")
  else write(path, plain(text, indent))
}

# A plain scalar goes on over lines that stand deeper; a line break inside it is a space.
function plain(text, indent) {
  sub(/[ ]+#.*$/, "", text)
  for (at++; at <= lines && !is_blank(at) && indent_of(at) > indent; at++) text = text " " trimmed(line[at])
  return trimmed(text)
}

# As in a plain scalar a line break is a space, but empty lines are line breaks.
function quoted(text, indent,    mark, between) {
  mark = substr(text, 1, 1)
  while (!closed(text, mark)) {
    between = ""
    for (at++; at <= lines && trimmed(line[at]) == ""; at++) between = between "\n"
    if (at > lines) { at = lines; not_understood("quotation mark is not closed"); return "" }
    if (mark == "\"" && text ~ /\\$/) sub(/\\$/, "", text) # an escaped line break is none
    else { sub(/[ ]+$/, "", text); if (between == "") between = " " }
    text = text between trimmed(line[at])
  }
  at++
  sub(/[ ]*(#[^"']*)?$/, "", text)
  return unquoted(text)
}

function closed(text, mark) {
  if (mark == "'") return text ~ /^'([^']|'')*'[ ]*(#.*)?$/
  return text ~ /^"([^"\\]|\\.)*"[ ]*(#.*)?$/
}

function unquoted(text,    mark, body, i, c, result) {
  mark = substr(text, 1, 1)
  body = substr(text, 2, length(text) - 2)
  if (mark == "'") { gsub(/''/, "'", body); return body }
  for (i = 1; i <= length(body); i++) {
    c = substr(body, i, 1)
    if (c == "\\") {
      c = substr(body, ++i, 1)
      if (c == "n") c = "\n"
      else if (c == "t") c = "\t"
      else if (c !~ /["\\\/ ]/) { not_understood("escape \\" c); return "" }
    }
    result = result c
  }
  return result
}

function block_scalar(header, indent, path,    fold, chomp, deep, text, row, empty, before, explicit) {
  fold = header ~ /^>/
  chomp = header ~ /\+/ ? "+" : header ~ /-/ ? "-" : ""
  if (match(header, /[0-9]/)) explicit = indent + substr(header, RSTART, 1)
  deep = explicit ? explicit : -1
  text = ""; empty = ""; before = ""
  for (at++; at <= lines; at++) {
    if (line[at] ~ /^[ ]*$/ && (deep < 0 || indent_of(at) <= deep)) { empty = empty "\n"; continue }
    if (deep < 0) deep = indent_of(at)
    if (indent_of(at) < deep || deep <= indent) break
    row = substr(line[at], deep + 1)
    # Folding: one line break between two ordinary lines is a space; empty lines and lines that stand deeper keep theirs.
    if (text == "" && before == "") text = empty row
    else if (fold && row !~ /^[ ]/ && before !~ /^[ ]/) text = text (empty == "" ? " " : empty) row
    else text = text "\n" empty row
    before = row == "" ? " " : row
    empty = ""
  }
  if (chomp == "+") text = text (text == "" ? "" : "\n") empty
  else if (chomp == "" && text != "") text = text "\n"
  write(path, text)
}

function flow_sequence(text, path,    n, item) {
  while (text !~ /\][ ]*(#.*)?$/ && at < lines) text = text " " trimmed(line[++at])
  sub(/\][ ]*(#.*)?$/, "", text)
  text = substr(text, 2)
  make_folder(path)
  n = 0
  while (match(text, /^[ ]*("([^"\\]|\\.)*"|'([^']|'')*'|[^],"'{}\[]+)[ ]*(,|$)/)) {
    item = substr(text, RSTART, RLENGTH)
    text = substr(text, RLENGTH + 1)
    sub(/,$/, "", item)
    item = trimmed(item)
    if (item != "") write(path "/" sprintf("%03d", n++), item ~ /^["']/ ? unquoted(item) : item)
  }
  if (trimmed(text) != "") not_understood("flow sequence")
  else at++
}

function trimmed(text) { gsub(/^[ ]+|[ ]+$/, "", text); return text }

# Paths hold only the characters that a key may have, and `out`, which the caller chose: nothing to quote.
function make_folder(path) { if (!failed) system("mkdir -p " path) }
function write(path, text) { if (!failed) { printf "%s", text > path; close(path) } }
