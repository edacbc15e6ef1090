// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Links;

/**
 * One consignment on the list, as it is shown.
 *
 * @param lane RED, YELLOW, BLUE or GREEN; UNREAD while no assessment was read, and then neither sureness nor due says anything
 * @param sureness the share that inspections bear out, or that it only ranks, in words
 * @param threat for which it is on the list, where that is one
 * @param due how far off it is
 * @param dueAt the time itself; empty where there is none
 * @param says why, in one sentence
 * @param holder who has it; empty for nobody
 * @param snoozed until when it is put off
 * @param decided what was decided; empty for nothing yet
 * @param tags of one word each, as texts of the catalogue
 * @param stepId of what is done with it next from this page
 */
public record WorkRow(
        String tenant,
        String key,
        String lane,
        String sureness,
        String threat,
        String due,
        String dueAt,
        boolean isLate,
        String goods,
        String route,
        String shipper,
        String consignee,
        String office,
        String conveyance,
        @Nullable Instant arrival,
        int boxes,
        String says,
        String holder,
        @Nullable Instant snoozed,
        String decided,
        List<String> tags,
        String stepId) {
    public WorkRow {
        tags = List.copyOf(tags);
    }

    /** Of the row on the page; the same for the same consignment. */
    public String id() {
        return id(tenant, key);
    }

    /** When the row asks for itself: at news of it, and until its assessment is read again and again. */
    public String trigger() {
        return "sse:" + id() + (lane.equals("UNREAD") ? ", every 2s" : "");
    }

    static String id(String tenant, String key) {
        return "row-" + UUID.nameUUIDFromBytes((tenant + '\n' + key).getBytes(StandardCharsets.UTF_8));
    }

    public String card() {
        return Links.card(tenant, key);
    }

    public String query() {
        return Links.query(tenant, key);
    }
}
