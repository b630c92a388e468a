/** The shell with one thing wrong in it, and who notices. */
@org.jspecify.annotations.NullMarked
package dev.mulkko.e2e.safety.mutant;
