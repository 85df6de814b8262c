# frozen_string_literal: true

# Jekyll looks up every file in an array of all earlier ones, twice a build: the time grows with the
# square of the posts (3,000 posts: two thirds of the build). A set by identity finds the same
# without. The site does not need this file; `newsbot build` hands it to Jekyll with --plugins.
module Newsbot
  module EachSiteFile
    def each_site_file
      seen = {}.compare_by_identity
      [pages, static_files_to_write, docs_to_write].each do |items|
        items.each do |item|
          next if seen.key?(item)

          seen[item] = true
          yield item
        end
      end
    end
  end
end

Jekyll::Site.prepend(Newsbot::EachSiteFile)
