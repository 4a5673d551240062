package lofi.editor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lofi.contract.Answer;
import lofi.contract.Step;
import lofi.contract.Told;

/// A mistake that a host could make.
enum Fault {
  VOLUME_IS_A_LITTLE_OFF {
    @Override
    Step changed(Step.Call call) {
      return call.method().equals("volume_set")
          ? new Step.Call("volume_set", Map.of("level", 0.51))
          : call;
    }
  },
  STOP_ONLY_PAUSES {
    @Override
    Step changed(Step.Call call) {
      return instead(call, "stop", "pause");
    }
  },
  SKIP_DOES_NOTHING {
    @Override
    Step changed(Step.Call call) {
      return instead(call, "skip", "status");
    }
  },
  PLAY_ONLY_ADDS {
    @Override
    Step changed(Step.Call call) {
      return instead(call, "play", "playlist_add");
    }
  },
  ACTIVE_GENERATION_CAN_BE_CANCELLED {
    @Override
    Step changed(Step.Call call) {
      return call.method().equals("queue_cancel") ? with(call, "force", true) : call;
    }
  },
  PRIORITY_IS_FORGOTTEN {
    @Override
    Step changed(Step.Call call) {
      return call.method().equals("generate") && "high".equals(call.params().get("priority"))
          ? with(call, "priority", "normal")
          : call;
    }
  },
  SEED_COUNTS_FROM_ONE {
    @Override
    Step changed(Step.Call call) {
      return call.params().get("seed") instanceof Integer seed
          ? with(call, "seed", seed + 1)
          : call;
    }
  },
  QUEUE_IS_NEVER_CLEARED {
    @Override
    Step changed(Step.Call call) {
      return instead(call, "queue_clear", "queue_status");
    }
  },
  PREFETCH_CANNOT_BE_SWITCHED_ON {
    @Override
    Step changed(Step.Call call) {
      return call.params().containsKey("enabled") ? with(call, "enabled", false) : call;
    }
  },
  ALL_PIECES_FINISH {
    @Override
    List<Told> changed(List<Told> news) {
      return news.stream().map(Fault::finished).toList();
    }
  },
  AN_EVENT_IS_LOST {
    @Override
    List<Told> changed(List<Told> news) {
      return news.isEmpty() ? news : news.subList(0, news.size() - 1);
    }
  },
  A_TRACK_IS_READY_TWICE {
    @Override
    List<Told> changed(List<Told> news) {
      List<Told> more = new ArrayList<>(news);
      news.stream().filter(it -> it.event().equals("generation_complete")).forEach(more::add);
      return more;
    }
  };

  /// What this host does when it is asked for something else.
  Step changed(Step.Call call) {
    return call;
  }

  /// What this host tells when there is something else to tell.
  List<Told> changed(List<Told> news) {
    return news;
  }

  /// A host that has this fault and is otherwise whole.
  TestedHost in(TestedHost host) {
    return new TestedHost() {
      @Override
      public Answer take(Step step) throws Exception {
        return host.take(step instanceof Step.Call call ? changed(call) : step);
      }

      @Override
      public Map<?, ?> state(String getter) throws Exception {
        return host.state(getter);
      }

      @Override
      public List<Told> told() throws Exception {
        return changed(host.told());
      }

      @Override
      public void close() throws IOException {
        host.close();
      }
    };
  }

  private static Step instead(Step.Call call, String method, String other) {
    return call.method().equals(method) ? new Step.Call(other, call.params()) : call;
  }

  private static Step with(Step.Call call, String name, Object value) {
    Map<String, Object> params = new LinkedHashMap<>(call.params());
    params.put(name, value);
    return new Step.Call(call.method(), params);
  }

  private static Told finished(Told told) {
    Map<String, Object> data = new HashMap<>(told.data());
    data.computeIfPresent("reason", (_, _) -> "finished");
    return new Told(told.event(), data);
  }
}
