/** Programs of users, as the library sees them: outside its own packages. */
@NullMarked
package user.model;

import org.jspecify.annotations.NullMarked;
