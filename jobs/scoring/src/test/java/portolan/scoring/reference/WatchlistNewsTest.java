// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Role;

class WatchlistNewsTest {
    private static final String HEADER = "id,name,country,city,street\n";

    private static Watchlist list(String name, String rows) {
        List<String> faults = new ArrayList<>();
        Watchlist list = Watchlist.of(name, "hash", HEADER + rows, faults);
        assertThat(faults).isEmpty();
        return list;
    }

    private static String manyNames() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            rows.append(i).append(",Company ").append(Integer.toString(i, 36)).append("x Trading,IR,,\n");
        }
        return rows.toString();
    }

    /** Among sixty thousand names a word is rarer than in a list of one. */
    @Test
    void anOpenConsignmentIsFoundWhereTheWholeListFindsIt() {
        String before = manyNames();
        WatchlistNews.Known known = new WatchlistNews.Known();
        known.take(new ListsByTime.Use(0, "list", list("v1", before)));
        Watchlist second = list("v2", before + "new,Zarganeh,,,\n");
        WatchlistNews news = Objects.requireNonNull(known.take(new ListsByTime.Use(1, "list", second)));
        Party party = company(Role.CONSIGNEE, "Zarganeh", "NL");
        Consignment open = consignment().party(party).build();

        assertThat(second.of(party)).isNotNull();
        assertThat(news.concerns(open)).isTrue();
        assertThat(news.concerns(consignment()
                        .party(company(Role.CONSIGNEE, "Company 9x Trading", "IR"))
                        .build()))
                .isFalse();
    }
}
