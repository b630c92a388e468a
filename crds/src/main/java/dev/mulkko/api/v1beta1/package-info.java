/**
 * The API {@code mulkko.dev/v1beta1}, as records. Flat on purpose: what a user may write is told by
 * the descriptions, what may not go together by the CEL sentences, and everything else becomes a
 * model in {@code kube}.
 *
 * <p>A value from a closed set is a {@code String} here: an object written for a newer operator
 * must become a sentence in status, never an informer that cannot read it. The set itself is an
 * enum that shapes the schema.
 */
@NullMarked
package dev.mulkko.api.v1beta1;

import org.jspecify.annotations.NullMarked;
