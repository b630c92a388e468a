/** The pages of the reference, made from the types, the reasons and the help of each verb. */
@NullMarked
package dev.mulkko.cli.reference;

import org.jspecify.annotations.NullMarked;
