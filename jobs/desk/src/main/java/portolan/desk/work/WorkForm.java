// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import org.jspecify.annotations.Nullable;

/**
 * What every form about a consignment carries.
 *
 * @param id identity that the page gave the form: a form sent twice is one step
 * @param follows the step or decision that the page showed as the last one; null: none
 * @param by user who sends it
 * @param role in which the user sends it, as the file of accounts writes it
 */
public record WorkForm(
        String tenant,
        String consignment,
        String id,
        @Nullable String follows,
        String by,
        String role) {
    WorkForm following(@Nullable String other) {
        return new WorkForm(tenant, consignment, id, other, by, role);
    }
}
