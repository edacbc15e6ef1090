// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.Comparator;
import java.util.List;
import portolan.desk.server.Links;
import portolan.desk.server.Request;

/**
 * How a trainee looks at the list. Each page carries it, so that the list is as it was after a pick.
 *
 * @param sought that all shown bills have in them; empty for no search
 * @param order by which they are laid out; empty for that of arrival
 */
public record ListView(String sought, String order) {
    static ListView of(Request request) {
        return new ListView(request.value("q"), request.value("order"));
    }

    /** The lines that it shows, in its order; equals stay as they arrived. */
    List<BillLine> of(List<BillLine> lines) {
        return lines.stream()
                .filter(line -> line.has(sought))
                .sorted(comparator())
                .toList();
    }

    private Comparator<BillLine> comparator() {
        return switch (order) {
            case "goods" -> Comparator.comparing(BillLine::goods);
            case "shipper" -> Comparator.comparing(BillLine::shipper);
            case "consignee" -> Comparator.comparing(BillLine::consignee);
            case "route" -> Comparator.comparing(BillLine::route);
            default -> Comparator.comparing(line -> 0);
        };
    }

    /** What an address that has a query already ends with. */
    public String query() {
        return sought.isEmpty() && order.isEmpty()
                ? ""
                : "&q=" + Links.encoded(sought) + "&order=" + Links.encoded(order);
    }

    /** The address of the list. */
    public String list() {
        return "/worklist" + query().replaceFirst("&", "?");
    }
}
