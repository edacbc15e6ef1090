// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the rule desk works with.
 *
 * @param keys folder with everybody's public key, that of the job; null where nobody can sign
 * @param deployment of the job, for which steps are signed
 * @param enrols whether people may put their own keys into that folder, as in a demo
 * @param archive of the job, on which texts are tried; null for none
 */
public record RuleDeskSettings(
        @Nullable Path keys,
        String deployment,
        boolean enrols,
        @Nullable Path archive) {}
