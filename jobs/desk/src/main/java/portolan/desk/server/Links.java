// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages. */
public final class Links {
    private Links() {}

    /** The card of a consignment. */
    public static String card(String tenant, String key) {
        return "/consignment?" + query(tenant, key);
    }

    /** What names a consignment in an address. */
    public static String query(String tenant, String key) {
        return "tenant=" + encoded(tenant) + "&key=" + encoded(key);
    }

    /** All that has this identifier. */
    public static String search(String text) {
        return "/search?q=" + encoded(text);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
