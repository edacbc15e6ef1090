/** What is remembered under one key, and how it learns and unlearns. */
@NullMarked
package portolan.scoring.memory;

import org.jspecify.annotations.NullMarked;
