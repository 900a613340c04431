#pragma once
// Debian's libxml2 pulls in ICU's headers, whose types clash with those of the ICU inside Foundation. ICU concerns only
// the last members of xmlCharEncodingHandler, which nothing here uses; everything written is UTF-8.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/HTMLparser.h>
#include <libxml/c14n.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
