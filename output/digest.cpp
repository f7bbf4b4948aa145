// SPDX-License-Identifier: Apache-2.0
#include "output/digest.hpp"

#include "geo/store/digest.hpp"
#include "geo/store/file.hpp"
#include "output/formats.hpp"

namespace eveil::output {

Expected<std::string> digest_of(const std::filesystem::path& path) {
  EVEIL_TRY(const store::File file, store::File::open(path));
  const store::Group root = file.root();
  EVEIL_CHECK(refuse_later(root));
  // A run that broke off has no digest that could be compared with anything.
  const auto complete = root.flag("complete");
  if (!complete || !*complete) {
    return bad_input(path.string(), "is not complete, or not a file of eveil: make it again");
  }
  return store::digest_of(root, {{"/provenance"}, {"started", "ended", "git_commit"}});
}

}  // namespace eveil::output
