// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import portolan.schemas.lines.FaultException;

/** What is odd about the bills of one message: each thing once, where first and how often. */
public final class Notes {
    /** Things that are told at most: a sender of garbage does not fill a topic with findings. */
    static final int MOST = 100;

    private static final Pattern POSITION = Pattern.compile("\\[[^\\]*]*[0-9][^\\]]*]");
    private static final Finding OTHERS = new Finding(Finding.UNREADABLE, "and more of other kinds");

    private final Map<Finding, Finding> first = new LinkedHashMap<>();
    private final Map<Finding, Integer> times = new LinkedHashMap<>();

    /**
     * Takes note of something.
     *
     * @param place where it is; left out of what is counted together
     */
    public void add(String code, String what, String place) {
        Finding kind = new Finding(code, what);
        Finding told = first.size() < MOST || first.containsKey(kind) ? kind : OTHERS;
        first.putIfAbsent(told, told.equals(OTHERS) ? OTHERS : new Finding(code, what + ": first=" + place));
        times.merge(told, 1, Integer::sum);
    }

    /** Takes note of an optional field that could not be read and was left out. */
    public void unreadable(FaultException fault) {
        String anywhere = POSITION.matcher(fault.path()).replaceAll("[*]");
        String what = String.valueOf(fault.getMessage()).replace(fault.path(), anywhere);
        add(Finding.UNREADABLE, BillFaults.reason(fault) + " " + anywhere + ": " + what, fault.path());
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        first.forEach((kind, told) ->
                findings.add(new Finding(told.code(), told.message() + ", times=" + times.getOrDefault(kind, 1))));
        findings.sort(Comparator.comparing(Finding::code));
        return findings;
    }
}
