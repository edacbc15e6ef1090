// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portolan.feeds.Finding;

/** The rules that a declaration breaks: each once, where first and how often. */
final class EntrySummaryBreaches {
    /** Stands before the code of a rule in a finding's. */
    static final String PREFIX = "ENS_";

    private final Map<Integer, Breach> byCode = new TreeMap<>();

    private static final class Breach {
        private final String asked;
        private final String first;
        private int count;

        Breach(String asked, String first) {
            this.asked = asked;
            this.first = first;
        }
    }

    /** Takes note of a rule unless it holds. */
    void ask(int code, XmlNode at, boolean holds, String asked) {
        if (!holds) {
            byCode.computeIfAbsent(code, key -> new Breach(asked, place(at))).count++;
        }
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        byCode.forEach((code, breach) -> findings.add(
                new Finding(PREFIX + code, breach.asked + ": first=" + breach.first + ", breaches=" + breach.count)));
        return findings;
    }

    private static String place(XmlNode node) {
        XmlNode parent = node.parent();
        if (parent == null) {
            return node.name();
        }
        int nth = parent.childrenNamed(node.name()).indexOf(node) + 1;
        return place(parent) + "/" + node.name() + "[" + nth + "]";
    }
}
