/** What users read and copy is played: samples to their end, and the blocks of the documents. */
@NullMarked
package dev.mulkko.e2e.docs;

import org.jspecify.annotations.NullMarked;
