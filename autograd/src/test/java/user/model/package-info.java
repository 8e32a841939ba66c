/** Programs of a user, whose lines are not the library's. */
@NullMarked
package user.model;

import org.jspecify.annotations.NullMarked;
